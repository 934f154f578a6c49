import { menu } from '#words/graduate/graduate.ts'
import { progress as words } from '#words/graduate/progress.ts'
import type { Cards } from '../../kit/send.ts'
import { Groups } from '../../kit/groups.tsx'
import { State } from '../../kit/screens.tsx'
import { chineseLastDay, left } from '../../kit/time.ts'

type Card = Cards['cards'][number]

/** A code that can be looked up now: what a graduate opens this page for. */
function LiveCode({ card, now }: { card: Card; now: string }) {
  const { code, validUntil, reportPath } = card
  if (code === null || validUntil === null) return null
  const remaining = left(validUntil, now)
  return (
    <section class="card live" aria-labelledby={`live-${card.kind}`}>
      <div class="card-head">
        <h2 id={`live-${card.kind}`}>{menu.live(card.kind)}</h2>
        <State as={[card.endsSoon ? 'wait' : 'good', card.endsSoon ? '◔' : '●', remaining.says]} />
      </div>
      <p class="code">
        <Groups of={code} />
      </p>
      <p class="note num">
        {words.until(chineseLastDay(validUntil))}
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
