import { confirm } from '#words/graduate/confirm.ts'
import type { RecordView } from '../../kit/send.ts'
import { ContactText } from '../../kit/contact-text.tsx'
import { archiveContacts, blocksOf } from '../../kit/record-blocks.ts'
import { chineseDay } from '../../kit/time.ts'
import { Fields } from '../../kit/graduate/frame.tsx'

/** What was registered, and through which system on which day. */
export function RecordCard({ record }: { record: NonNullable<RecordView['record']> }) {
  const blocks = blocksOf(record)
  return (
    <section class="card aligned">
      <Fields empty={confirm.none} of={blocks.destination} />
      <hr />
      <Fields empty={confirm.none} of={blocks.archive} contacts={archiveContacts} />
      {record.archive === null && <p class="note">{confirm.noArchive}</p>}
      <hr />
      <Fields empty={confirm.none} of={blocks.hukou} />
      {record.hukouAbsence !== null && <p class="note">{confirm.absence[record.hukouAbsence]}</p>}
      <hr />
      <p class="note">
        {confirm.reported(chineseDay(record.reportedAt), confirm.systems[record.sourceSystem])}
      </p>
    </section>
  )
}

/** Where wrong data is put right: always the system it was reported through. */
export function CorrectAt({ view }: { view: RecordView }) {
  const { name, url, contact } = view.correctAt
  const provincial = view.record?.sourceSystem === 'provincial'
  return (
    <section class="card">
      <h2>{confirm.correctAt}</h2>
      <p>{provincial ? confirm.correctProvincial(name) : confirm.correctNational(name)}</p>
      {!provincial && (
        <a class="btn row quiet" href="/graduate/register/?kind=change">
          {confirm.change}
        </a>
      )}
      {contact !== '' && (
        <p class="note">
          <ContactText of={contact} />
        </p>
      )}
      {url !== '' && (
        <a class="btn row quiet" href={url} rel="noreferrer" target="_blank">
          {confirm.openEntry}
        </a>
      )}
    </section>
  )
}
