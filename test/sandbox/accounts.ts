import { createHash } from 'node:crypto'

import { findDepartmentAccounts } from '../../db/departments.ts'
import { findEntriesByIdNumber, findEntry, findStaff } from '../../db/people.ts'
import type { Work } from '../../functions/platform/work.ts'
import { demoIdNumber } from './demo-files.ts'
import { demoPeople } from './demo-people.ts'
import { demoDepartments } from './demo-departments.ts'
import type { DemoAccount } from './load-samples.ts'

/** What the stand-in provider says of a person. The password is `sandbox` for everybody. */
export interface Account {
  subject: string
  name: string
  idNumber: string
  phone: string
  email: string
  enrolmentBound: boolean
}

export interface AccountSource {
  find: (login: string) => Promise<Account | undefined>
}

const subjectOf = (login: string) =>
  createHash('sha256').update(`sandbox ${login}`).digest('base64url').slice(0, 22)

const nobody = { phone: '19900009999', email: 'nobody@example.com' }

const numberOf = (key: string) => {
  const person = demoPeople.find((each) => each.key === key)
  return person === undefined ? '' : demoIdNumber(person)
}

/** Accounts whose sign-in fails, each in its own way. */
const failing: Record<string, Omit<Account, 'subject'> & { state: string }> = {
  '110100200309280934': {
    ...nobody,
    name: '石未绑',
    idNumber: '110100200309280934',
    enrolmentBound: false,
    state: '登录失败：未在学信网绑定学籍',
  },
  '110100200309290921': {
    ...nobody,
    name: '白无名',
    idNumber: '110100200309290921',
    enrolmentBound: true,
    state: '登录失败：学校没有上传基本信息',
  },
  'NAME-DIFFERS': {
    ...nobody,
    name: '沈佳禾',
    idNumber: numberOf('unchecked'),
    enrolmentBound: true,
    state: '登录失败：姓名与学校上传的不一致',
  },
}

export const fixedAccounts: DemoAccount[] = [
  ...Object.entries(failing).map(([login, account]) => ({ login, name: account.name, state: account.state })),
  { login: 'staff-10001', name: '北京大学就业部门', state: '工作页面 /staff/' },
  {
    login: 'staff-10001-2',
    name: '北京大学就业部门（第二人）',
    state: '与 staff-10001 一起当面核验身份 /staff/step-ups/',
  },
  { login: 'staff-10001-c1', name: '北京大学哲学系', state: '学院审核 /staff/registrations/' },
  { login: 'staff-10558', name: '中山大学就业部门', state: '工作页面 /staff/' },
  ...demoDepartments.map(({ login, name }) => ({ login, name, state: '部门核验 /department/' })),
]

/** Every loaded graduate by identity number, every school's and department's people, and the accounts that fail. */
export const databaseAccounts = (open: () => Work): AccountSource => ({
  async find(login) {
    const work = open()
    const { directory } = work.shards
    const { issuer } = work.config.staffProvider
    const [[staff], [account]] = await Promise.all([
      findStaff(directory, issuer, login),
      findDepartmentAccounts(directory, issuer, login),
    ])
    const member = staff?.name ?? account?.accountName
    if (member !== undefined)
      return {
        subject: login,
        name: member,
        idNumber: '',
        phone: '',
        email: '',
        enrolmentBound: false,
      }
    const idNumber = login.trim().toUpperCase()
    const fixed = failing[idNumber]
    if (fixed !== undefined) return { ...fixed, subject: subjectOf(idNumber) }
    const index = await work.secrets.index('identity-number', idNumber)
    const found = (
      await Promise.all(work.shards.all().map((db) => findEntriesByIdNumber(db, index)))
    ).flat()[0]
    if (found === undefined) return undefined
    const entry = await findEntry(work.shards.of(found.schoolCode, found.cohort), found.rosterEntryId)
    if (entry === undefined) return undefined
    return {
      subject: subjectOf(idNumber),
      name: entry.name,
      idNumber,
      phone: await work.secrets.open('roster_entries.phone', entry.id, entry.phoneCipher),
      email: await work.secrets.open('roster_entries.email', entry.id, entry.emailCipher),
      enrolmentBound: true,
    }
  },
})
