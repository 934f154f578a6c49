// The sandbox's outbox, put into the slot of a built page. It escapes everything.
import { html } from 'hono/html'
import { showInstant } from '#model/calendar/caps.ts'
import type { Html } from '../print/page.ts'
import type { Outbox } from './list-outbox.ts'

const states: Record<Outbox[number]['state'], string> = {
  queued: '等待发送',
  sent: '已送达本页',
  failed: '发送失败',
  dropped: '编号已不再有效，未发送',
  no_address: '学校没有登记联系方式，未发送',
}

export const outboxContent = (outbox: Outbox): Html =>
  outbox.length === 0
    ? html`<section class="card">
        <h2>还没有提醒</h2>
        <p>核验编号到期前三天，定时任务会提醒毕业生一次。沙箱里可以手动运行定时任务，方法见说明文件。</p>
      </section>`
    : html`<ol class="plain stack">
        ${outbox.map(
          ({ state, queuedAt, phone, email, text }) =>
            html`<li class="card">
              <p class="note">
                <span class="num">${showInstant(queuedAt)}</span> · ${states[state]} · 手机
                <span class="num">${phone || '--'}</span> · 邮箱 ${email || '--'}
              </p>
              <p>${text}</p>
            </li>`,
        )}
      </ol>`
