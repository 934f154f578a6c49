// One look-up by a signed-in department or its machine: the public answer, a warning beside it, and a place in the
// department's budget and history.
import { commit } from '../../db/commit.ts'
import type { Work } from '../platform/work.ts'
import type { DepartmentActor } from '#model/actors.ts'
import { chargeBudget, deskOf, refuseSpent } from './charge-budget.ts'
import type { DeskAnswer, DeskFile, DeskQuestion } from './wire.ts'
import { openNote } from './note-lookups.ts'
import { isNamed, otherUnit } from './decide-receiving-unit.ts'
import { fileAnswer } from '../verification/file-answer.ts'
import {
  type Desk,
  type Question,
  type TransferFile,
  type Verification,
  verify,
} from '../verification/verify.ts'

type Look = (question: Question, desk: Desk) => Promise<Verification>

/** The look-up of a department, whatever it is for: charged, noted, and with a name to it. */
export async function lookAtDesk(
  work: Work<DepartmentActor>,
  asked: DeskQuestion,
  via: 'desk' | 'api',
  look: Look,
): Promise<Verification> {
  const actor = deskOf(work, asked.kind)
  const { department } = actor.scope
  const note = await openNote(work, actor, { batchId: null, kind: asked.kind, asked: [asked] })
  const charges = await chargeBudget(work, actor, 1)
  const undone = () => refuseSpent(work, actor, 1)
  const { directory } = work.shards
  const together = work.shards.all().every((db) => db === directory)
  if (!together) {
    const charged = await commit(work, directory, { audit: { none: 'counter' }, statements: { charges } })
    if (!charged.done) return undone()
  }
  return look(
    { kind: asked.kind, name: asked.name, code: asked.code, via, address: '', department },
    {
      alongside: (db, receipt, sure) => ({
        ...note.statements(db, [receipt], sure),
        charges: together ? charges : [],
      }),
      done: (counts, failed) => note.watch(counts, failed ? 1 : 0),
      undone,
    },
  )
}

/** @throws Problem department.other_kind, department.budget_spent with nothing looked up */
export async function verifyAtDesk(
  work: Work<DepartmentActor>,
  asked: DeskQuestion,
  via: 'desk' | 'api',
): Promise<DeskAnswer & { file: DeskFile | null }> {
  const { unitNames } = work.actor.scope.department
  const { answer, file } = await lookAtDesk(work, asked, via, (question, desk) =>
    verify(work, question, desk),
  )
  if (answer.verdict !== 'valid') return { answer, otherUnit: null, file: null }
  return {
    answer,
    otherUnit: otherUnit(answer.report, unitNames),
    file: file === undefined ? null : deskFile(file, isNamed(answer.report, unitNames)),
  }
}

function deskFile({ dispatch }: TransferFile, named: boolean): DeskFile {
  const answered = fileAnswer(dispatch)
  const { method = '', trackingNumber = '', sentOn = '' } = dispatch ?? {}
  const sending = method === '' ? null : { method, trackingNumber, sentOn }
  return {
    sending,
    answer: answered === undefined ? null : { ...answered, at: new Date(answered.at).toISOString() },
    mayAnswer: sending !== null && named && answered?.givenAs !== 'unit',
  }
}
