import { describe, expect, it } from 'vitest'
import { openWork } from '../../../../functions/platform/open-work.ts'
import { openPreSession, sealPreSession } from '../../../../functions/access/sign-in/pre-session.ts'
import { matchEntries, ownPath, stepUpFault } from '../../../../functions/access/sign-in/decide-sign-in.ts'
import { sayWhomToAsk } from '../../../../functions/access/sign-in/say-whom-to-ask.ts'
import { makeSecrets, sandboxSettings } from '../../../support/settings.ts'

describe('the page to come back to', () => {
  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '\\/evil.example/',
    '/graduate//evil.example',
    '/graduate/\u0000',
    '/graduate/\n',
    '/graduate/\tx',
    '/毕业',
    'graduate/',
    'javascript:alert(1)',
    '',
    ' /graduate/',
    '/sign-in/graduate',
    '/sign-in/callback/graduate?code=1',
    '/sign-out',
    '/api/graduate/session',
    `/${'x'.repeat(300)}`,
  ])('is the default instead of %j', (asked) => {
    expect(ownPath(asked, '/graduate/')).toBe('/graduate/')
  })

  it.each(['/', '/graduate/authorize/', '/step-up?return=%2Fgraduate%2Fauthorize%2F', '/staff/uploads/#one'])(
    'may be %j',
    (asked) => {
      expect(ownPath(asked, '/graduate/')).toBe(asked)
    },
  )
})

describe('matching roster entries', () => {
  const me = { nameFolded: '陈诚', issuer: 'https://idp', subject: 'me' }
  const entry = (more: object = {}) => ({
    schoolCode: '10001',
    nameFolded: '陈诚',
    issuer: null as string | null,
    subject: null as string | null,
    ...more,
  })
  const mine = entry({ issuer: 'https://idp', subject: 'me' })
  const theirs = entry({ issuer: 'https://idp', subject: 'them' })

  it.each([
    ['no entry at all', []],
    ['an entry of somebody of another name', [{ ...theirs, nameFolded: '陈城' }]],
    [
      'an entry of another name under this subject at another provider',
      [entry({ issuer: 'https://other', subject: 'me', nameFolded: '陈城' })],
    ],
  ])('finds none in %s', (_, found) => {
    expect(matchEntries(found, me)).toEqual({ kind: 'no_entry' })
  })

  it.each([
    ['another subject', [theirs]],
    ['the same subject at another provider', [entry({ issuer: 'https://other', subject: 'me' })]],
    ['another subject, beside a free one of another name', [entry({ nameFolded: '陈城' }), theirs]],
  ])('says that an entry of this name is bound to %s', (_, found) => {
    expect(matchEntries(found, me)).toEqual({ kind: 'bound_elsewhere', schoolCode: '10001' })
  })

  it('tells nobody without a name of a bound entry', () => {
    const found = [{ ...theirs, nameFolded: '' }]
    expect(matchEntries(found, { ...me, nameFolded: '' })).toEqual({ kind: 'no_entry' })
  })

  it('says that the name differs, and at which school', () => {
    const found = [entry({ nameFolded: '陈城', schoolCode: '10558' })]
    expect(matchEntries(found, me)).toEqual({ kind: 'name_differs', schoolCode: '10558' })
  })

  it('matches no name by an empty one', () => {
    const found = [entry({ nameFolded: '' })]
    expect(matchEntries(found, { ...me, nameFolded: '' })).toMatchObject({ kind: 'name_differs' })
  })

  it('keeps an entry bound to this sign-in whatever its name has become', () => {
    const renamed = entry({ ...mine, nameFolded: '陈诚诚' })
    expect(matchEntries([renamed], me)).toEqual({ kind: 'matched', entries: [renamed], unbound: [] })
  })

  it('takes every entry that fits, and binds only the free ones', () => {
    const free = entry({ schoolCode: '10558' })
    expect(matchEntries([mine, theirs, free, entry({ nameFolded: '别人' })], me)).toEqual({
      kind: 'matched',
      entries: [mine, free],
      unbound: [free],
    })
  })
})

describe('whom to ask', () => {
  const school = { schoolName: '北京大学', contactDepartment: '', contactPhone: '010-1', contactEmail: '' }
  it('is the school where it gave a contact, otherwise the platform', () => {
    expect(sayWhomToAsk(school, '010-0')).toBe('请联系北京大学就业部门：010-1')
    expect(sayWhomToAsk({ ...school, contactDepartment: '北京大学就业中心' }, '010-0')).toBe(
      '请联系北京大学就业中心：010-1',
    )
    expect(sayWhomToAsk({ ...school, contactPhone: '' }, '010-0')).toBe('咨询：010-0')
    expect(sayWhomToAsk(undefined, '010-0')).toBe('咨询：010-0')
  })
})

describe('an answered step-up', () => {
  const asked = { issuer: 'https://idp', subject: 'me', acr: 'urn:face', askedAt: 1_000_000_000 }
  const answer = { issuer: 'https://idp', subject: 'me', acr: 'urn:face', authTime: 1_000_000 }
  it.each([
    ['another subject', { subject: 'them' }, 'subject'],
    ['another issuer', { issuer: 'https://other' }, 'subject'],
    ['another acr', { acr: 'urn:password' }, 'acr'],
    ['no acr', { acr: undefined }, 'acr'],
    ['no time of authentication', { authTime: undefined }, 'auth_time'],
    ['an authentication from before it was asked for', { authTime: 999_994 }, 'auth_time'],
  ])('does not count with %s', (_, change, fault) => {
    expect(stepUpFault({ ...answer, ...change }, asked)).toBe(fault)
  })

  it('counts when fresh, at the agreed acr, by the same person', () => {
    expect(stepUpFault(answer, asked)).toBeUndefined()
    expect(stepUpFault({ ...answer, authTime: 999_995 }, asked)).toBeUndefined()
  })
})

describe('the pre-session', async () => {
  const settings = sandboxSettings({ origin: 'http://127.0.0.1:8787', issuer: 'http://127.0.0.1:8788' })
  const open = async () =>
    openWork({ ...settings, ...(await makeSecrets()), DB: {}, ASSETS: {} } as never, { kind: 'anonymous' })
  const work = await open()
  const going = {
    state: 's'.repeat(43),
    nonce: 'n'.repeat(43),
    verifier: 'v'.repeat(43),
    provider: 'graduate' as const,
    purpose: 'sign-in' as const,
    session: 'graduate' as const,
    returnTo: '/graduate/',
    sessionHash: null,
  }

  it('opens for ten minutes, and shows nothing of itself', async () => {
    const sealed = await sealPreSession(work, going)
    expect(sealed).not.toContain(going.nonce)
    const after = (ms: number) => ({ ...work, machineNow: work.machineNow + ms })
    expect(await openPreSession(after(599_999), sealed)).toMatchObject(going)
    expect(await openPreSession(after(600_000), sealed)).toBeUndefined()
  })

  it('does not open when missing, changed, too long, foreign or sealed for something else', async () => {
    const sealed = await sealPreSession(work, going)
    const foreign = await sealPreSession(await open(), going)
    const other = await work.secrets.seal('sessions.claims', 'browser', JSON.stringify(going))
    for (const text of [
      undefined,
      '',
      'nonsense',
      `${sealed.slice(0, -4)}AAAA`,
      'x'.repeat(5000),
      foreign,
      other,
    ])
      expect(await openPreSession(work, text)).toBeUndefined()
  })
})
