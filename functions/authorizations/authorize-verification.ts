import {
  addAuthorization,
  addCode,
  addConsent,
  addReport,
  closeExpiredCodes,
  takeStatusPlace,
} from '../../db/authorizations.ts'
import { noted } from '../../db/code-events.ts'
import { commit, mustChange } from '../../db/commit.ts'
import type { Db } from '../../db/client.ts'
import { refuse } from '../platform/problem.ts'
import { newId } from '../platform/secrets.ts'
import type { Work } from '../platform/work.ts'
import type { GraduateActor } from '#model/actors.ts'
import { shownRecord } from '#model/record/shown-record.ts'
import { reportContent } from '#model/report/content.ts'
import type { ReportKind } from '#model/report/kinds.ts'
import { digestOf } from '../proof/token.ts'
import { shownEntry } from '#model/roster/shown-entry.ts'
import { serviceEndsAt } from '#model/calendar/caps.ts'
import { closedBecause } from '#model/authorization/closed.ts'
import { type Card, cardOf } from './decide-card.ts'
import { chooseValidity } from './choose-validity.ts'
import { consentTextVersion } from './consent.ts'
import { remindedFrom } from '#model/verdict/ending.ts'
import { getKnownCards, heldStepUp, newestCard } from './known-cards.ts'
import { makeCode, newActNumber } from '../proof/make-code.ts'
import { openRecord } from '../proof/record-contact.ts'
import { sealOpenCode, sealReport } from '../proof/row-seals.ts'

export interface AuthorizationInput {
  kind: ReportKind
  /** `2026-12-31`, the last day in Shanghai */
  lastDay: string
  consentTextVersion: string
}

/** Gives consent, freezes the report's content and issues its code: all of it or nothing (decision 2). */
export async function authorizeVerification(
  work: Work<GraduateActor>,
  input: AuthorizationInput,
): Promise<{ card: Card; cut: boolean; number: string; authorizedAt: string }> {
  const known = await getKnownCards(work)
  const { subject, standing, facts } = known
  const { entry, record, confirmation } = standing
  const closed = closedBecause(input.kind, facts, work.now)
  if (closed === 'service_ended') refuse('authorization.service_ended')
  if (closed === 'on_hold') refuse('entry.on_hold')
  if (closed === 'unconfirmed') refuse('confirmation.missing')
  if (closed === 'not_registered') refuse('record.missing')
  if (closed !== null) refuse('authorization.closed')
  if (record === undefined || confirmation === undefined) refuse('confirmation.missing')
  const stepUp = heldStepUp(known, work)
  if (stepUp === undefined) refuse('step_up.missing')
  if (input.consentTextVersion !== consentTextVersion) refuse('consent.outdated')
  const validity = chooseValidity(input.lastDay, entry.graduationMonth, work.now)
  if ((await newestCard(work, known, input.kind)).state === 'active') refuse('authorization.exists')

  const { db, rosterEntryId } = subject
  const shown = shownRecord(await openRecord(work, record))
  const content = JSON.stringify(reportContent(input.kind, shownEntry(entry), shown))
  const code = makeCode(entry.cohort, entry.schoolCode)
  const hmac = await work.secrets.index('code', code)
  const authorizationId = newId()
  const reportId = newId()
  const consentId = newId()
  const times = { validUntil: validity.validUntil, endedAt: null, supersededAt: null }
  const number = newActNumber()
  const answer = {
    card: cardOf(
      input.kind,
      facts,
      {
        ...times,
        authorizationId,
        reportId,
        confirmationId: confirmation.id,
        code,
        endedBecause: null,
        endedBySession: null,
        supersededBecause: null,
      },
      known.lookups[input.kind] ?? 0,
      work.now,
    ),
    cut: validity.cut,
    number,
    authorizedAt: new Date(work.now).toISOString(),
  }
  const report = {
    id: reportId,
    rosterEntryId,
    kind: input.kind,
    recordId: record.id,
    nameFolded: entry.nameFolded,
    content,
    digest: await digestOf(content),
    capAt: serviceEndsAt(entry.graduationMonth),
    statusIndex: await newStatusPlace(work, db),
    issuedAt: work.now,
  }
  const issued = {
    hmac,
    reportId,
    rosterEntryId,
    kind: input.kind,
    validUntil: validity.validUntil,
    version: 1,
    issuedAt: work.now,
  }
  const done = await commit(work, db, {
    audit: {
      action: 'verification.authorized',
      subjectType: 'roster_entry',
      subjectId: rosterEntryId,
      schoolCode: subject.schoolCode,
      detail: {
        kind: input.kind,
        reportId,
        validUntil: validity.validUntil,
        version: record.version,
        number,
      },
    },
    statements: {
      expired: closeExpiredCodes(db, rosterEntryId, input.kind, work.now),
      authorization: mustChange(
        db,
        addAuthorization(
          db,
          {
            id: authorizationId,
            rosterEntryId,
            kind: input.kind,
            consentId,
            confirmationId: confirmation.id,
            stepUpId: stepUp.id,
            reportId,
            authorizedAt: work.now,
          },
          {
            recordId: record.id,
            entryVersion: entry.version,
            sessionHash: subject.sessionHash,
            machineNow: work.machineNow,
          },
        ),
      ),
      consent: addConsent(db, {
        id: consentId,
        rosterEntryId,
        kind: input.kind,
        textVersion: consentTextVersion,
        givenAt: work.now,
      }),
      report: addReport(db, { ...report, seal: await sealReport(work.secrets, report) }),
      code: noted(
        db,
        addCode(db, {
          ...issued,
          cipher: await work.secrets.seal('codes.code', hmac, code),
          openSeal: await sealOpenCode(work.secrets, issued),
          remindedAt: remindedFrom(validity.validUntil, work.now),
        }),
        hmac,
        { event: 'issued', at: work.now },
      ),
    },
    answer,
  })
  if (!done.done) refuse('state.changed')
  return answer
}

/** Before the report is written, because its seal covers the place. */
async function newStatusPlace(work: Work, db: Db): Promise<number> {
  const done = await commit(work, db, {
    audit: { none: 'counter' },
    statements: { taken: takeStatusPlace(db) },
  })
  const place = done.done ? done.results.taken[0]?.place : undefined
  if (place === undefined) throw new Error('no place in the status list was taken')
  return place
}
