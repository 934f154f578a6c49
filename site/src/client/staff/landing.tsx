import { desk } from '../../copy/zh-CN/desk.ts'
import { mount } from '../mount.tsx'
import { Desk, pagesOf } from './desk.tsx'

mount(
  <Desk here="/staff/" signIn={desk.signIn} load={() => Promise.resolve()}>
    {(_value, _reload, session) => (
      <>
        <p class="lead">{session.college === '' ? desk.lead.school : desk.lead.college}</p>
        {pagesOf(session).map(([path, page], at) => (
          <a class={`card entry ${at === 0 ? 'first' : ''}`} href={path}>
            <span class="glyph" aria-hidden="true">
              {page.glyph}
            </span>
            <span>
              <b>{page.title}</b>
              <span class="says">{page.says}</span>
            </span>
            <span class="chev" aria-hidden="true">
              ›
            </span>
          </a>
        ))}
      </>
    )}
  </Desk>,
)
