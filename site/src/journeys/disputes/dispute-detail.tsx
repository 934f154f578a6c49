import { showInstant } from '#model/calendar/caps.ts'
import { confirm } from '#words/graduate/confirm.ts'
import { disputes } from '#words/staff/disputes.ts'
import type { SchoolDispute } from '../../kit/send.ts'
import { Fields } from '../../kit/graduate/frame.tsx'
import { archiveContacts, blocksOf } from '../../kit/record-blocks.ts'
import { State } from '../../kit/screens.tsx'
import { chineseDay } from '../../kit/time.ts'

const kinds = ['destination', 'archive', 'hukou'] as const

const saidOf = (of: SchoolDispute) => [
  ...kinds.flatMap((kind): [string, string][] => {
    const claim = of[kind]
    if (claim === null) return []
    const which = 'kind' in claim ? (claim.kind === 'changed' ? disputes.changed : disputes.mistaken) : ''
    return [[`${disputes.kinds[kind]}${which === '' ? '' : `（${which}）`}`, claim.explanation]]
  }),
  [disputes.contact, of.contact] as [string, string],
]

/** One dispute: what the graduate says, what is registered, and what to do about it. */
export function DisputeDetail({ of }: { of: SchoolDispute }) {
  const { entry, record, handler } = of
  const blocks = blocksOf(record)
  return (
    <>
      <section class="card">
        <div class="card-head">
          <h2>{entry.name}</h2>
          <span class="note num">{disputes.since(showInstant(Date.parse(of.openedAt)))}</span>
        </div>
        <Fields
          of={[
            [disputes.examNumber, entry.examNumber],
            [disputes.college, entry.college],
            [disputes.major, entry.major],
          ]}
        />
        <hr />
        <h3>{disputes.said}</h3>
        <Fields of={saidOf(of)} contacts={[disputes.contact]} />
      </section>
      <section class="card">
        <h2>{disputes.todo}</h2>
        {handler.kind === 'school' ? (
          <>
            <ol class="how">
              {disputes.school.steps.map((step) => (
                <li>{step}</li>
              ))}
            </ol>
            <div class="actions">
              <a class="btn row" href="/staff/uploads/">
                {disputes.school.go}
              </a>
            </div>
          </>
        ) : (
          <>
            <p>{disputes.province.says(handler.name)}</p>
            <p>{disputes.province.closes}</p>
            {handler.url !== '' && (
              <div class="actions">
                <a class="btn row quiet" href={handler.url} rel="noreferrer" target="_blank">
                  {disputes.province.go}
                </a>
              </div>
            )}
          </>
        )}
        <p class="note">{disputes.groundless}</p>
      </section>
      <section class="card aligned">
        <h2>{disputes.record}</h2>
        {kinds.map((kind) => (
          <div class="record-block">
            <h3>
              {disputes.kinds[kind]} {of[kind] !== null && <State as={['wait', '!', disputes.claimed]} />}
            </h3>
            <Fields of={blocks[kind]} empty={confirm.none} contacts={archiveContacts} />
          </div>
        ))}
        <p class="note">
          {disputes.source(
            confirm.systems[record.sourceSystem],
            chineseDay(record.reportedAt),
            record.version,
          )}
        </p>
      </section>
    </>
  )
}
