// One graduate's life as requests: what the graduate, the college, the school and the province send. Every act reads
// what its page would show before it writes, as a person would.
import { consentTextVersion } from '../../functions/authorizations/consent.ts'
import { dayOf } from '#model/calendar/caps.ts'
import { type Caller, callAt } from './clocked-app.ts'
import { csvOf, destinationLine, rosterLine } from './files.ts'
import { filled } from './filled-content.ts'
import type { Graduate } from './fixtures.ts'

const DAY = 86_400_000

export type Kind = 'archive' | 'hukou'

export type Act =
  | { do: 'check' | 'withdraw' | 'correct' | 'report' | 'rename' | 'take-back' | 'discard' }
  /** `stale`: of the version before the one that now stands */
  | { do: 'confirm' | 'dispute'; stale: boolean }
  | { do: 'submit'; kind: 'registration' | 'change' | 'archive_change' | 'void' }
  | { do: 'approve' | 'return'; by: 'college' | 'school' }
  | { do: 'authorize'; kind: Kind; days: number }
  | { do: 'end'; kind: Kind }
  | { do: 'wait'; days: number }

export interface Cast {
  college: string
  school: string
  second: string
  provinceToken: string
}

export interface Done {
  /** the problem's code; a refused row of a file or a report is `row.refused` */
  refused?: string
  card?: { code: string; authorizationId: string }
}

let drawn = 0

export function lifeOf(person: Graduate & { idNumber: string }, cast: Cast) {
  const { examNumber } = person.entry
  const graduate: Caller = { graduate: person.cookie }
  const refusedOr = (answer: { status: number; body: Record<string, unknown> }): Done =>
    answer.status === 200 ? {} : { refused: String(answer.body['code']) }
  const post = async (now: number, who: Caller, path: string, json: unknown) =>
    refusedOr(await callAt(now, who, path, { json }))

  const recordNow = async (now: number) =>
    (await callAt(now, graduate, '/api/graduate/record')).body as {
      state: string
      record: { version: number } | null
    }

  async function upload(
    now: number,
    kind: 'roster' | 'destinations',
    line: Record<string, string>,
  ): Promise<Done> {
    const bytes = csvOf([line])
    const school: Caller = { staff: cast.school }
    const checked = await callAt(now, school, `/api/staff/uploads?kind=${kind}`, { bytes })
    const { result } = checked.body as { result?: { id: string; counts: { refused: number } } }
    if (result === undefined) return { refused: 'upload' }
    if (result.counts.refused > 0) return { refused: 'row.refused' }
    const imported = await callAt(now, school, `/api/staff/uploads/${result.id}/import`, { bytes })
    return 'result' in imported.body
      ? {}
      : { refused: String((imported.body['problem'] as { code: string } | undefined)?.code) }
  }

  async function report(now: number) {
    drawn += 1
    const answer = await callAt(now, { token: cast.provinceToken }, '/api/sync/records', {
      json: {
        上报系统: '省级系统',
        省份代码: '11',
        上报时间: new Date(now).toISOString(),
        记录: [destinationLine(examNumber, { 单位名称: `上报第${drawn}科技有限公司` })],
      },
    })
    return refusedOr(answer)
  }

  const page = async (now: number) =>
    (await callAt(now, graduate, '/api/graduate/registration')).body as {
      open: { id: string; version: number; state: string; kind: string } | null
    }

  async function submit(now: number, kind: string) {
    drawn += 1
    const { open } = await page(now)
    // what waits for review is taken back by an act of its own
    const editing = open !== null && ['draft', 'returned'].includes(open.state)
    return post(now, graduate, '/api/graduate/registration/submission', {
      open: editing ? { id: open.id, version: open.version } : null,
      kind: editing ? open.kind : kind,
      reason: (editing ? open.kind : kind) === 'void' ? '单位撤回录用' : '',
      content: {
        ...filled,
        unitName: `自报第${drawn}信息有限公司`,
        archiveUnitName: `北京市海淀区人力资源公共服务中心第${drawn}窗口`,
      },
    })
  }

  async function review(now: number, verdict: 'approval' | 'return', by: 'college' | 'school') {
    const staff: Caller = { staff: cast[by] }
    const { open } = await page(now)
    if (open === null) return { refused: 'registration.none' }
    return post(now, staff, `/api/staff/registrations/${open.id}/${verdict}`, {
      version: open.version,
      ...(verdict === 'return' ? { reason: '请补充单位地址' } : {}),
    })
  }

  /** In person, by two officers: the step-up that needs no provider. */
  async function stepUp(now: number) {
    const asked = await callAt(now, graduate, '/api/graduate/step-ups/in-person', { json: {} })
    for (const staff of [cast.school, cast.second])
      await callAt(now, { staff }, '/api/staff/step-ups', {
        json: { examNumber, number: asked.body['number'], compared: true },
      })
  }

  async function authorize(now: number, kind: Kind, days: number): Promise<Done> {
    const cards = (await callAt(now, graduate, '/api/graduate/authorizations')).body as {
      stepUp: { secondsLeft: number }
    }
    if (cards.stepUp.secondsLeft < 30) await stepUp(now)
    const answer = await callAt(now, graduate, '/api/graduate/authorizations', {
      json: { kind, lastDay: dayOf(now + days * DAY), consent: true, consentTextVersion },
    })
    if (answer.status !== 200) return refusedOr(answer)
    return { card: answer.body['card'] as { code: string; authorizationId: string } }
  }

  return {
    examNumber,
    stateAt: recordNow,
    verdictAt: async (now: number, kind: Kind, code: string) =>
      (
        await callAt(now, {}, '/api/verifications', {
          json: { kind, name: person.entry.name, code },
        })
      ).body['verdict'] as string,
    async perform(
      one: Act,
      now: number,
      codes: Record<Kind, { authorizationId: string } | undefined>,
    ): Promise<Done> {
      switch (one.do) {
        case 'wait':
          return {}
        case 'check': {
          const { body } = await callAt(now, graduate, '/api/graduate/basic-info')
          return post(now, graduate, '/api/graduate/basic-info/check', { version: body['version'] })
        }
        case 'confirm':
        case 'dispute': {
          const shown = (await recordNow(now)).record?.version ?? 1
          const version = one.stale ? Math.max(shown - 1, 1) : shown
          return one.do === 'confirm'
            ? post(now, graduate, '/api/graduate/confirmations', { version })
            : post(now, graduate, '/api/graduate/disputes', {
                version,
                destination: { kind: 'changed', explanation: '换了单位' },
                archive: null,
                hukou: null,
                contact: '13900000000',
              })
        }
        case 'withdraw':
          return post(now, graduate, '/api/graduate/disputes/withdrawal', {})
        case 'correct':
          drawn += 1
          return upload(
            now,
            'destinations',
            destinationLine(examNumber, { 单位名称: `北京第${drawn}数据有限公司` }),
          )
        case 'report':
          return report(now)
        case 'rename':
          drawn += 1
          return upload(
            now,
            'roster',
            rosterLine({ 考生号: examNumber, 身份证号: person.idNumber, 专业: `专业${drawn}` }),
          )
        case 'submit':
          return submit(now, one.kind)
        case 'take-back':
        case 'discard': {
          const { open } = await page(now)
          if (open === null) return { refused: 'registration.none' }
          const act = one.do === 'discard' ? 'discard' : 'withdrawal'
          return post(now, graduate, `/api/graduate/registration/${act}`, {
            id: open.id,
            version: open.version,
          })
        }
        case 'approve':
          return review(now, 'approval', one.by)
        case 'return':
          return review(now, 'return', one.by)
        case 'authorize':
          return authorize(now, one.kind, one.days)
        case 'end': {
          const id = codes[one.kind]?.authorizationId ?? 'A'.repeat(22)
          return post(now, graduate, `/api/graduate/authorizations/${id}/end`, {})
        }
      }
    },
  }
}
