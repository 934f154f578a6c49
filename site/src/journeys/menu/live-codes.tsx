import { lastDayBefore } from '#model/calendar/caps.ts'
import { groupCode } from '#model/codes/codes.ts'
import { menu } from '#words/graduate/graduate.ts'
import { progress as words } from '#words/graduate/progress.ts'
import type { Cards } from '../../kit/send.ts'
import { State } from '../../kit/screens.tsx'
import { chineseDay, left } from '../../kit/time.ts'

type Card = Cards['cards'][number]

const lastDay = (endsAt: string) => chineseDay(`${lastDayBefore(Date.parse(endsAt))}T00:00:00Z`)

/** A code that can be looked up now: what a graduate opens this page for. */
function LiveCode({ card, now }: { card: Card; now: string }) {
  const { code, validUntil, reportPath } = card
  if (code === null || validUntil === null) return null
  const remaining = left(validUntil, now)
  return (
    <section class="card live" aria-labelledby={`live-${card.kind}`}>
      <div class="card-head">
        <h2 id={`live-${card.kind}`}>{menu.live(card.kind)}</h2>
        <State
          as={[
            card.endsSoon ? 'wait' : 'good',
            card.endsSoon ? '◔' : '●',
            words.left[remaining.unit](remaining.count),
          ]}
        />
      </div>
      <p class="code">
        {groupCode(code).map((part) => (
          <span>{part}</span>
        ))}
      </p>
      <p class="note num">
        {words.until(lastDay(validUntil))}
        {card.endsSoon && <b> {menu.endsSoon}</b>}
      </p>
      <div class="actions">
        <a class="btn" href={`/graduate/show/?kind=${card.kind}`}>
          {menu.show}
        </a>
        {reportPath !== null && (
          <a class="btn quiet" href={reportPath}>
            {menu.report}
          </a>
        )}
        {card.endsSoon && (
          <a class="btn quiet" href="/graduate/authorize/">
            {menu.extend}
          </a>
        )}
      </div>
    </section>
  )
}

export const LiveCodes = ({ of }: { of: Cards }) => (
  <>
    {of.cards
      .filter(({ state }) => state === 'active')
      .map((card) => (
        <LiveCode card={card} now={of.now} />
      ))}
  </>
)
