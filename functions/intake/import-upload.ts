// Writes what the dry run showed, from the same bytes, in one batch: all of it or nothing. Everything is worked out
// again; where the data moved on since, it refuses instead of writing something nobody has seen.
import { commit, mustChange } from '../../db/commit.ts'
import { findUpload, markImported } from '../../db/uploads.ts'
import { refuse } from '../platform/problem.ts'
import type { Work } from '../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { fileDigestOf, openUpload, shownUpload } from './kept-upload.ts'
import { type OnProgress, silent } from './plan.ts'
import { getOwnSchool, planUpload } from './plan-upload.ts'
import type { UploadView } from './wire.ts'

/** @throws Problem upload.not_found, upload.other_file, upload.outdated; a repeat gives the first result */
export async function importUpload(
  work: Work<StaffActor<'school'>>,
  id: string,
  bytes: Uint8Array,
  onProgress: OnProgress = silent,
): Promise<UploadView> {
  const school = await getOwnSchool(work)
  const directory = work.shards.directory
  const find = async () => {
    const row = await findUpload(directory, school.code, id)
    return row === undefined ? refuse('upload.not_found') : openUpload(work, row)
  }
  const upload = await find()
  if ((await fileDigestOf(bytes)) !== upload.fileDigest) refuse('upload.other_file')
  if (upload.importedAt !== null) return shownUpload(upload)
  const plan = await planUpload(work, school, upload.kind, bytes, onProgress)
  if (plan.outcome !== upload.outcome) refuse('upload.outdated')
  const statements = await plan.statements(onProgress)
  onProgress('writing', 0, plan.counts.rows)
  const mark = mustChange(directory, markImported(directory, school.code, id, work.now))
  // an upload is kept in the directory: beside the entries while there is one database, after them once there are more
  const together = plan.db === directory
  const committed = await commit(work, plan.db, {
    audit: {
      action: `${upload.kind}.imported`,
      subjectType: 'upload',
      subjectId: id,
      schoolCode: school.code,
      detail: { ...plan.counts },
    },
    statements: { marked: together ? mark : [], written: statements },
  })
  if (!committed.done) {
    const meanwhile = await find()
    return meanwhile.importedAt === null ? refuse('upload.outdated') : shownUpload(meanwhile)
  }
  if (!together) await commit(work, directory, { audit: { none: 'counter' }, statements: { marked: mark } })
  onProgress('writing', plan.counts.rows, plan.counts.rows)
  return shownUpload({ ...upload, importedAt: work.now })
}
