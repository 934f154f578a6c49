import { readFile } from 'node:fs/promises'
import { beforeAll, expect, it } from 'vitest'
import type { Work } from '../../../functions/platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { checkUpload } from '../../../functions/intake/check-upload.ts'
import { importUpload } from '../../../functions/intake/import-upload.ts'
import { openLibsqlSchool } from '../../support/libsql-work.ts'

// The second engine (decision 21) takes the same chunked inserts, conflicts and guards.
let work: Work<StaffActor<'school'>>

beforeAll(async () => {
  work = await openLibsqlSchool()
})

it.each(['roster', 'destinations'] as const)(
  'imports the 3,000 rows of the sample %s, once',
  async (kind) => {
    const bytes = new Uint8Array(
      await readFile(new URL(`../../samples/${kind}-10001-2026.csv`, import.meta.url)),
    )
    const { id } = await checkUpload(work, { kind, fileName: 'sample.csv', bytes })
    const imported = await importUpload(work, id, bytes)
    expect(imported.counts).toMatchObject({ rows: 3000, accepted: 3000, refused: 0 })
    const again = await checkUpload(work, { kind, fileName: 'sample.csv', bytes })
    expect(again.counts).toMatchObject({ accepted: 0, changed: 0, unchanged: 3000 })
  },
)

it('writes a changed row over the one that was read', async () => {
  const text = new TextDecoder('gb18030').decode(
    await readFile(new URL('../../samples/roster-10001-2026.csv', import.meta.url)),
  )
  const bytes = new TextEncoder().encode(
    text.replace('哲学系,哲学类,4,是,是,chencheng', '法学院,哲学类,4,是,是,chencheng'),
  )
  const { id, counts } = await checkUpload(work, { kind: 'roster', fileName: 'sample.csv', bytes })
  expect(counts).toMatchObject({ changed: 1, unchanged: 2999 })
  expect((await importUpload(work, id, bytes)).importedAt).not.toBeNull()
})
