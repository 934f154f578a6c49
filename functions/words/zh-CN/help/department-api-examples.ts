// The examples of /help/department-api/, in the order in which they can be run: a test sends each one to the worker and
// compares the answer. «name» stands for a value that every system has of its own.
import type { Example } from './provincial-api-examples.ts'

/** What the page prints for the placeholders. */
export const departmentValues = {
  token: 'n3Hq0l2rVb7xTt1mYw8Zc4Kd5Fe6Gg9Hj0Kk1Ll2Mm3N',
  code: '2610001EQ86V47B',
  receipt: 'PHU7-M89J-BJXD',
  requestId: 'qKuVn4cEI65l_eHwA9FjUQ',
}

const bearer = { Authorization: 'Bearer «token»', 'Content-Type': 'application/json' }
const answersJson = { 'Content-Type': 'application/json' }
const unknown = {
  verdict: 'unknown',
  because: null,
  report: null,
  otherUnit: null,
  duplicateOf: null,
  kind: null,
  codeKind: null,
  validUntil: null,
  receipt: null,
}

const report = {
  kind: 'archive',
  basicInfo: {
    name: '陈诚',
    sex: '男',
    schoolName: '北京大学',
    graduationMonth: '202606',
    programmeLength: '4',
    major: '哲学类',
    level: '本科',
    originRegion: '北京市海淀区',
  },
  destination: {
    category: '签就业协议形式就业',
    unitName: '北京云帆咨询服务有限公司',
    unitRegion: '北京市西城区',
  },
  archive: {
    transferType: '托管单位接收',
    unitName: '北京市海淀区人力资源公共服务中心',
    unitRegion: '北京市海淀区',
    postcode: '100195',
    contact: '档案科',
    phone: '010-80000001',
  },
}

const known = {
  verdict: 'valid',
  kind: 'archive',
  codeKind: 'verification',
  validUntil: '2026-12-31T16:00:00.000Z',
}
const bulk = '/api/department/verifications/bulk'
const rows = [
  { name: '陈诚', code: '«code»', caseNumber: '受理2026-0088' },
  { name: '李四', code: '«code»', caseNumber: '受理2026-0089' },
  { name: '陈诚', code: '«code»', caseNumber: '受理2026-0090' },
]
const valid = { ...known, because: null, receipt: '«receipt»', report, otherUnit: null, duplicateOf: null }
const bulkJson = {
  checkedAt: '2026-07-08T01:30:00.000Z',
  rows: [valid, unknown, { ...valid, duplicateOf: 0 }],
}

export const departmentExamples = {
  single: {
    id: 'single',
    title: '核验一次',
    request: {
      method: 'POST',
      path: '/api/department/verifications',
      headers: bearer,
      json: { kind: 'archive', name: '陈诚', code: '«code»', caseNumber: '受理2026-0087' },
    },
    answer: {
      status: 200,
      headers: answersJson,
      json: {
        answer: { ...known, checkedAt: '2026-07-08T01:30:00.000Z', receipt: '«receipt»', report },
        otherUnit: null,
      },
    },
  },
  unknown: {
    id: 'unknown',
    title: '姓名不对、编号不对或类型不对，回答相同',
    request: {
      method: 'POST',
      path: '/api/department/verifications',
      headers: bearer,
      json: { kind: 'archive', name: '李四', code: '«code»' },
    },
    answer: {
      status: 200,
      headers: answersJson,
      json: { answer: { verdict: 'unknown' }, otherUnit: null },
    },
  },
  bulk: {
    id: 'bulk',
    title: '批量核验，有一对重复',
    request: {
      method: 'POST',
      path: bulk,
      headers: { ...bearer, 'Idempotency-Key': 'haidian-20260708-001' },
      json: { kind: 'archive', rows },
    },
    answer: { status: 200, headers: answersJson, json: bulkJson },
  },
  repeat: {
    id: 'repeat',
    title: '没有收到回答，用同一个标识重发：不再查询，回答与第一次相同',
    request: {
      method: 'POST',
      path: bulk,
      headers: { ...bearer, 'Idempotency-Key': 'haidian-20260708-001' },
      json: { kind: 'archive', rows },
    },
    answer: { status: 200, headers: answersJson, json: bulkJson },
  },
  spent: {
    id: 'spent',
    title: '次数不够，整批没有查询',
    request: {
      method: 'POST',
      path: bulk,
      headers: { ...bearer, 'Idempotency-Key': 'haidian-20260708-002' },
      json: {
        kind: 'archive',
        rows: [
          { name: '王五', code: '2610001ABCDEFGH' },
          { name: '赵六', code: '2610001ABCDEFGH' },
        ],
      },
    },
    answer: {
      status: 429,
      headers: { 'Content-Type': 'application/problem+json' },
      json: {
        type: '«origin»/help/problems/#department.budget_spent',
        title: '今天的查询次数不够了',
        status: 429,
        detail:
          '没有进行任何查询，也没有扣减次数。今天还可以查询 1 次，这次需要 2 次。次数每天 0 时恢复；如需增加，请联系平台。',
        code: 'department.budget_spent',
        requestId: '«requestId»',
      },
    },
  },
} as const satisfies Record<string, Example>
