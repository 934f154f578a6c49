// The people and objects an attack needs: two schools that are alike, in two provinces, each with staff, a college and
// graduates in every stage; a department for each kind; a machine for each role that has one.
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { registerClient } from '../../functions/access/machines/register-client.ts'
import { addSchool } from '../../functions/access/schools/add-school.ts'
import { consentTextVersion } from '../../functions/authorizations/consent.ts'
import type { Work } from '../../functions/platform/work.ts'
import { dayOf } from '#model/calendar/caps.ts'
import { openDatabase } from '../sandbox/open-database.ts'
import { monthBefore } from '../sandbox/redate.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { filled } from '../support/filled-content.ts'
import { destinationsFile, invent, type Invented, rosterFile } from '../support/school-files.ts'
import { Visitor } from './visitor.ts'

const DAY = 86_400_000
export const college = '哲学系'

/** A graduate with a live code of each kind. */
export interface Authorized {
  visitor: Visitor
  person: Invented
  entryId: string
  codes: Record<
    'archive' | 'hukou',
    { code: string; authorizationId: string; reportId: string; receipt: string }
  >
}

export interface Side {
  school: { code: string; name: string; provinceCode: string }
  officer: Visitor
  college: Visitor
  graduate: Authorized
  /** has a registration under review */
  submitter: { visitor: Visitor; person: Invented; registrationId: string }
  upload: { id: string; bytes: Uint8Array }
  accountId: string
  dispatchId: string
  transferCode: string
}

export interface Machine {
  id: string
  key: CryptoKey
  token: string
}

export interface World {
  sandbox: Sandbox
  dir: string
  a: Side
  b: Side
  /** at school A, with two entries and neither chosen */
  unchosen: Visitor
  /** at school A: basic info checked, nothing registered */
  drafters: Visitor[]
  desks: Record<'archive' | 'hukou', Visitor>
  machines: Record<'department' | 'province', Machine>
  onDatabase: <T>(act: (work: Work) => Promise<T>) => Promise<T>
}

export async function buildWorld(sandbox: Sandbox, dir: string): Promise<World> {
  const { origin } = sandbox
  const onDatabase: World['onDatabase'] = async (act) => {
    const database = await openDatabase(dir)
    try {
      return await act(database.work())
    } finally {
      await database.close()
    }
  }
  const people = invent(9, monthBefore(Date.now(), 1), 700)
  const of = (at: number) => people[at] as Invented
  const second = { ...of(3), examNumber: '26110108990001' }
  const schools = {
    a: { code: '19101', name: '甲方大学', provinceCode: '11' },
    b: { code: '19102', name: '乙方大学', provinceCode: '13' },
  }
  await onDatabase(async (work) => {
    await addSchool(work, schools.a)
    await addSchool(work, schools.b)
  })
  const a = await buildSide(origin, schools.a, [of(0), of(1)], [of(3), second, of(4), of(5), of(6)])
  const b = await buildSide(origin, schools.b, [of(7), of(8)], [])
  const unchosen = new Visitor(origin)
  await unchosen.signIn('graduate', of(3).idNumber)
  const drafters = [of(4), of(5), of(6)].map(async ({ idNumber }) => {
    const visitor = new Visitor(origin)
    await visitor.signIn('graduate', idNumber)
    await checkBasicInfo(visitor)
    return visitor
  })
  const desk = async (login: string) => {
    const visitor = new Visitor(origin)
    await visitor.signIn('department', login)
    return visitor
  }
  return {
    sandbox,
    dir,
    a,
    b,
    unchosen,
    drafters: await Promise.all(drafters),
    desks: { archive: await desk('dept-archive'), hukou: await desk('dept-hukou') },
    machines: {
      department: await newMachine(origin, onDatabase, 'attack-department', 'haidian-talent'),
      province: await newMachine(origin, onDatabase, 'attack-province'),
    },
    onDatabase,
  }
}

async function buildSide(
  origin: string,
  school: Side['school'],
  [authorized, submitting]: [Invented, Invented],
  others: Invented[],
): Promise<Side> {
  const officer = new Visitor(origin)
  await officer.signIn('staff', `staff-${school.code}`)
  const bytes = rosterFile(school, [authorized, submitting, ...others])
  const upload = { id: await uploadFile(officer, 'roster', bytes), bytes }
  await uploadFile(officer, 'destinations', destinationsFile([authorized]))
  await officer.get('/api/staff/settings/review-chain', { json: { levels: 2 } })
  const login = `${school.code}-college`
  const account = await officer.get<{ id: string }>('/api/staff/accounts', {
    json: { login, name: '学院老师', college },
  })
  const ofCollege = new Visitor(origin)
  await ofCollege.signIn('staff', login)
  const graduate = await authorize(origin, authorized)
  const sent = await sendFile(officer, graduate.entryId)
  const submitter = new Visitor(origin)
  await submitter.signIn('graduate', submitting.idNumber)
  await checkBasicInfo(submitter)
  const { id } = await submitter.get<{ id: string }>('/api/graduate/registration/submission', {
    json: { open: null, kind: 'registration', content: filled, reason: '' },
  })
  return {
    school,
    officer,
    college: ofCollege,
    graduate,
    submitter: { visitor: submitter, person: submitting, registrationId: id },
    upload,
    accountId: account.id,
    ...sent,
  }
}

async function uploadFile(officer: Visitor, kind: 'roster' | 'destinations', bytes: Uint8Array) {
  const checked = await officer.get<{ result: { id: string } }>(`/api/staff/uploads?kind=${kind}`, { bytes })
  const { id } = checked.result
  const imported = await officer.get<{ result?: { counts: { accepted: number } } }>(
    `/api/staff/uploads/${id}/import`,
    { bytes },
  )
  if ((imported.result?.counts.accepted ?? 0) === 0) throw new Error(`${kind}: ${JSON.stringify(imported)}`)
  return id
}

async function checkBasicInfo(visitor: Visitor): Promise<void> {
  const { version } = await visitor.get<{ version: number }>('/api/graduate/basic-info')
  await visitor.get('/api/graduate/basic-info/check', { json: { version } })
}

/** From the first sign-in to a live code of each kind, one look-up of which is in the ledger. */
async function authorize(origin: string, person: Invented): Promise<Authorized> {
  const visitor = new Visitor(origin)
  await visitor.signIn('graduate', person.idNumber)
  await checkBasicInfo(visitor)
  await visitor.get('/api/graduate/confirmations', { json: { version: 1 } })
  await visitor.stepUp()
  const { entry } = await visitor.get<{ entry: { id: string } }>('/api/graduate/session')
  const lastDay = dayOf(Date.now() + 60 * DAY)
  const give = async (kind: 'archive' | 'hukou') => {
    const json = { kind, lastDay, consent: true, consentTextVersion }
    const { card } = await visitor.get<{
      card: { code: string; authorizationId: string; reportPath: string }
    }>('/api/graduate/authorizations', { json })
    const { receipt } = await visitor.get<{ receipt: string }>('/api/verifications', {
      json: { kind, name: person.name, code: card.code },
    })
    const { code, authorizationId, reportPath } = card
    return { code, authorizationId, reportId: reportPath.split('/').at(-1) ?? '', receipt }
  }
  const codes = { archive: await give('archive'), hukou: await give('hukou') }
  return { visitor, person, entryId: entry.id, codes }
}

async function sendFile(officer: Visitor, entryId: string) {
  const json = { entryId, method: 'ems', trackingNumber: 'EX123456789CN', sentOn: dayOf(Date.now()) }
  await officer.get('/api/staff/dispatches', { json: { ...json, version: null } })
  const { rows } = await officer.get<{
    rows: { entryId: string; code: string; dispatch: { id: string } | null }[]
  }>('/api/staff/transfer-codes/search', { json: {} })
  const row = rows.find((each) => each.entryId === entryId)
  return { dispatchId: row?.dispatch?.id ?? '', transferCode: row?.code ?? '' }
}

async function newMachine(
  origin: string,
  onDatabase: World['onDatabase'],
  id: string,
  departmentId?: string,
): Promise<Machine> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'first' }]
  const client = { id, name: '对接系统', keys }
  await onDatabase((work) =>
    registerClient(
      work,
      departmentId === undefined
        ? { ...client, provinceCode: '11' }
        : { ...client, provinceCode: '', departmentId },
    ),
  )
  const answer = await askToken(origin, await assertion(origin, { id, key: privateKey }))
  const { access_token: token } = JSON.parse(answer.text) as { access_token: string }
  return { id, key: privateKey, token }
}

export const assertion = (
  origin: string,
  { id, key }: { id: string; key: CryptoKey | Uint8Array },
  header: Record<string, unknown> = {},
): Promise<string> =>
  new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: 'first', ...header })
    .setIssuer(id)
    .setSubject(id)
    .setAudience(`${origin}/api/oauth/token`)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(key)

export const askToken = (origin: string, clientAssertion: string) =>
  new Visitor(origin).ask('/api/oauth/token', {
    form: {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: clientAssertion,
    },
  })
