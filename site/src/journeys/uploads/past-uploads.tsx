import { showInstant } from '#model/calendar/caps.ts'
import { uploads } from '#words/staff/uploads.ts'
import type { PastUpload } from '../../kit/send.ts'
import { State } from '../../kit/screens.tsx'
import { number } from '../../kit/number.ts'

const { pastColumns } = uploads

export function PastUploads(props: { of: PastUpload[]; onOpen: (id: string) => void }) {
  return (
    <section class="card rows">
      <h2>{uploads.past}</h2>
      {props.of.length === 0 ? (
        <p class="note">{uploads.pastEmpty}</p>
      ) : (
        <div class="scroll" tabIndex={0} role="region" aria-label={uploads.past}>
          <table>
            <thead>
              <tr>
                {Object.values(pastColumns).map((head) => (
                  <th scope="col">{head}</th>
                ))}
                <th scope="col">
                  <span class="unseen">{uploads.open}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {props.of.map((each) => (
                <tr key={each.id}>
                  <td class="num">{showInstant(Date.parse(each.checkedAt)).slice(0, 16)}</td>
                  <td>{uploads.kinds[each.kind]}</td>
                  <td>{each.fileName}</td>
                  <td>{uploads.pastResult(number(each.counts.rows), number(each.counts.refused))}</td>
                  <td>
                    <State as={uploads.pastStates[each.importedAt === null ? 'checked' : 'imported']} />
                  </td>
                  <td>
                    <button type="button" class="btn link" onClick={() => props.onOpen(each.id)}>
                      {uploads.open}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
