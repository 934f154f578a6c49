// The sandbox's outbox, put into the slot of a built page. It escapes everything.
import { html } from 'hono/html'
import { showInstant } from '#model/calendar/caps.ts'
import { contactText } from '../print/contact-text.ts'
import type { Html } from '../print/fill-page.ts'
import type { Outbox } from './list-outbox.ts'
import { messages } from '#words/messages.ts'

const states: Record<Outbox[number]['state'], string> = messages.states

export const outboxContent = (outbox: Outbox): Html =>
  outbox.length === 0
    ? html`<section class="card">
        <h2>${messages.none.title}</h2>
        <p>${messages.none.says}</p>
      </section>`
    : html`<ol class="plain stack">
        ${outbox.map(
          ({ state, queuedAt, phone, email, text }) =>
            html`<li class="card">
              <p class="note">
                <span class="num">${showInstant(queuedAt)}</span> · ${states[state]} · ${messages.phone}
                <span class="num">${contactText(phone || '--')}</span> · ${messages.email}
                ${contactText(email || '--')}
              </p>
              <p>${text}</p>
            </li>`,
        )}
      </ol>`
