// The dry run: reads, judges and compares a file, writes nothing but what it found.
import { commit } from '../../db/commit.ts'
import { addUpload } from '../../db/uploads.ts'
import { newId } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import type { StaffActor } from '#model/actors.ts'
import { fileDigestOf, type KeptUpload, rowOfUpload, shownUpload } from './kept-upload.ts'
import { type OnProgress, silent } from './plan.ts'
import { getOwnSchool, planUpload, type UploadKind } from './plan-upload.ts'
import type { UploadView } from './wire.ts'

export interface UploadedFile {
  kind: UploadKind
  /** for people to recognise; says nothing about what the file is */
  fileName: string
  bytes: Uint8Array
}

export async function checkUpload(
  work: Work<StaffActor<'school'>>,
  { kind, fileName, bytes }: UploadedFile,
  onProgress: OnProgress = silent,
): Promise<UploadView> {
  const school = await getOwnSchool(work)
  const { counts, findings, outcome } = await planUpload(work, school, kind, bytes, onProgress)
  const fileDigest = await fileDigestOf(bytes)
  const upload: KeptUpload = {
    id: newId(),
    kind,
    fileName,
    fileDigest,
    counts,
    outcome,
    findings,
    checkedAt: work.now,
    importedAt: null,
  }
  const directory = work.shards.directory
  await commit(work, directory, {
    audit: {
      action: 'upload.checked',
      subjectType: 'upload',
      subjectId: upload.id,
      schoolCode: school.code,
      detail: { kind, ...counts },
    },
    statements: {
      upload: addUpload(directory, await rowOfUpload(work, school, upload, work.actor.accountId)),
    },
  })
  return shownUpload(upload)
}
