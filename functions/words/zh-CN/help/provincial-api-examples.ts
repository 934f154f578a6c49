// The examples of /help/provincial-api/, in the order in which they can be run: a test sends each one to the worker and
// compares the answer. «name» stands for a value that every system has of its own.

export interface Example {
  id: string
  title: string
  request: {
    method: 'GET' | 'POST'
    path: string
    headers: Record<string, string>
    /** a form's fields, in their order */
    form?: Record<string, string>
    json?: unknown
  }
  answer: { status: number; headers: Record<string, string>; json: unknown }
}

/** What the client assertion is signed over; times are seconds. */
export const assertion = {
  header: { alg: 'ES256', typ: 'JWT', kid: '«kid»' },
  claims: {
    iss: '«client»',
    sub: '«client»',
    aud: '«origin»/api/oauth/token',
    jti: '«jti»',
    iat: '«now»',
    exp: '«soon»',
  },
}

/** What the page prints for the placeholders. */
export const shownValues = {
  kid: '2026-07',
  client: 'guangdong-jiuye',
  jti: '3f1c8f6e-4f0e-4c1b-9a57-1a0f2f0f7a11',
  now: '1783474200',
  soon: '1783474260',
  assertion: 'eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IjIwMjYtMDcifQ.eyJpc3MiOi….MEUCIQD…',
  token: 'n3Hq0l2rVb7xTt1mYw8Zc4Kd5Fe6Gg9Hj0Kk1Ll2Mm3N',
  requestId: 'qKuVn4cEI65l_eHwA9FjUQ',
  dispute: 'bhDGz3JbYYQ-2M7288PRMw',
}

/** Puts values in the place of «names», in any text of it. */
export function fill<T>(template: T, values: Record<string, string>): T {
  const text = JSON.stringify(template).replaceAll(/«(\w+)»/g, (name, key: string) =>
    values[key] === undefined ? name : JSON.stringify(values[key]).slice(1, -1),
  )
  return JSON.parse(text) as T
}

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const bearer = { Authorization: 'Bearer «token»' }
const answersJson = { 'Content-Type': 'application/json' }
const answersProblem = { 'Content-Type': 'application/problem+json' }

const tokenForm = {
  grant_type: 'client_credentials',
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: '«assertion»',
}

const row = {
  考生号: '26440309150001',
  姓名: '梁佩珊',
  毕业去向类别代码: '10',
  毕业去向: '签就业协议形式就业',
  单位名称: '深圳市云帆教育科技有限公司',
  统一社会信用代码: '',
  单位性质代码: '39',
  单位行业代码: '42',
  工作职位类别代码: '24',
  单位所在地代码: '440307',
  单位所在地: '广东省深圳市龙岗区',
  单位地址: '广东省深圳市龙岗区龙翔大道1号',
  档案转递类型: '托管单位接收',
  档案转递单位名称: '深圳市人才服务中心',
  档案转递单位所在地代码: '440304',
  档案转递单位所在地: '广东省深圳市福田区',
  档案转递单位地址: '广东省深圳市福田区深南大道8005号',
  档案转递单位邮编: '518040',
  档案转递联系人: '档案科',
  档案转递联系电话: '0755-80000000',
  户口迁移类型: '',
  户口迁移所在地代码: '',
  户口迁移所在地: '',
}

const report = {
  上报系统: '省级系统',
  省份代码: '44',
  上报时间: '2026-07-08T09:30:00+08:00',
  记录: [row, { ...row, 考生号: '26440309159999', 姓名: '何不在' }],
}

const push = {
  method: 'POST' as const,
  path: '/api/sync/records',
  headers: { ...bearer, 'Content-Type': 'application/json', 'Idempotency-Key': 'gd-20260708-0001' },
}

const pushed = {
  status: 200,
  headers: answersJson,
  json: {
    counts: { rows: 2, accepted: 1, changed: 0, unchanged: 0, refused: 1 },
    rows: [
      { row: 1, examNumber: '26440309150001', result: 'accepted', reasons: [] },
      {
        row: 2,
        examNumber: '26440309159999',
        result: 'refused',
        reasons: [{ column: '考生号', reason: '本省学校的生源信息中没有这个考生号' }],
      },
    ],
  },
}

const problem = (code: string, status: number, title: string, detail: string) => ({
  status,
  headers: answersProblem,
  json: {
    type: `«origin»/help/problems/#${code}`,
    title,
    status,
    detail,
    code,
    requestId: '«requestId»',
  },
})

export const examples = {
  token: {
    id: 'token',
    title: '取得令牌',
    request: { method: 'POST', path: '/api/oauth/token', headers: form, form: tokenForm },
    answer: {
      status: 200,
      headers: answersJson,
      json: { access_token: '«token»', token_type: 'Bearer', expires_in: 600 },
    },
  },
  assertionUsed: {
    id: 'assertion-used',
    title: '同一份断言再用一次',
    request: { method: 'POST', path: '/api/oauth/token', headers: form, form: tokenForm },
    answer: {
      status: 401,
      headers: answersJson,
      json: { error: 'invalid_client', error_description: 'the client assertion was not accepted' },
    },
  },
  push: {
    id: 'push',
    title: '上报两行，其中一行被拒绝',
    request: { ...push, json: report },
    answer: pushed,
  },
  repeat: {
    id: 'repeat',
    title: '没有收到回答，原样重发',
    request: { ...push, json: report },
    answer: pushed,
  },
  keyReused: {
    id: 'key-reused',
    title: '同一个标识，不同的内容',
    request: { ...push, json: { ...report, 记录: [row] } },
    answer: problem(
      'idempotency.key_reused',
      409,
      '同一标识提交了不同的内容',
      '先前提交的结果仍然有效。请刷新页面查看后再操作。',
    ),
  },
  otherProvince: {
    id: 'other-province',
    title: '省份代码不是本省的',
    request: {
      ...push,
      headers: { ...push.headers, 'Idempotency-Key': 'gd-20260708-0002' },
      json: { ...report, 省份代码: '11' },
    },
    answer: problem(
      'sync.other_province',
      403,
      '省份代码与本系统登记的省份不一致',
      '没有写入任何一行。每个省级系统只能上报本省的数据。',
    ),
  },
  tokenInvalid: {
    id: 'token-invalid',
    title: '令牌已过期或已撤销',
    request: {
      method: 'GET',
      path: '/api/sync/events?after=0',
      headers: { Authorization: 'Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    },
    answer: problem(
      'token.invalid',
      401,
      '访问令牌无效',
      '没有任何内容被改动。令牌可能已过期或已撤销，请重新取得令牌后再试。',
    ),
  },
  events: {
    id: 'events',
    title: '从头读取事件',
    request: { method: 'GET', path: '/api/sync/events?after=0&limit=500', headers: bearer },
    answer: {
      status: 200,
      headers: answersJson,
      json: {
        events: [
          {
            seq: 1,
            at: '2026-07-08T01:30:02.118Z',
            schoolCode: '10558',
            kind: 'record.reported',
            examNumber: '26440309150001',
            recordVersion: 1,
          },
          {
            seq: 2,
            at: '2026-07-08T02:00:00.000Z',
            schoolCode: '10558',
            kind: 'destination.confirmed',
            examNumber: '26440309150001',
            recordVersion: 1,
          },
        ],
        next: 2,
      },
    },
  },
  digest: {
    id: 'digest',
    title: '一所学校一天的摘要',
    request: { method: 'GET', path: '/api/sync/digest?school=10558&date=2026-07-08', headers: bearer },
    answer: {
      status: 200,
      headers: answersJson,
      json: {
        school: '10558',
        date: '2026-07-08',
        count: 2,
        sha256: 'ef4e8453ec9e641b737e4141d54a00b002b47766cc0467e64275ac704d73f9c7',
      },
    },
  },
  disputes: {
    id: 'disputes',
    title: '读取待更正的反馈',
    request: { method: 'GET', path: '/api/sync/disputes?limit=100', headers: bearer },
    answer: {
      status: 200,
      headers: answersJson,
      json: {
        disputes: [
          {
            id: '«dispute»',
            openedAt: '2026-07-08T03:00:00.000Z',
            schoolCode: '10558',
            examNumber: '26440309150001',
            name: '梁佩珊',
            recordVersion: 1,
            destination: { kind: 'wrong', explanation: '单位名称应为分公司全称' },
            archive: null,
            hukou: null,
            contact: '13900000000',
          },
        ],
        next: null,
      },
    },
  },
} as const satisfies Record<string, Example>

const fieldsOf = (headers: Record<string, string>) =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
const jsonOf = (value: unknown) => JSON.stringify(value, undefined, 2)

/** A request as it goes over the wire, its JSON spread out. */
export function requestText({ request }: Example): string {
  const { method, path, headers, form: fields, json } = request
  const body =
    fields === undefined
      ? json === undefined
        ? ''
        : jsonOf(json)
      : Object.entries(fields)
          .map(([name, value]) => `${name}=${value}`)
          .join('\n&')
  return [`${method} ${path}`, ...fieldsOf(headers), ...(body === '' ? [] : ['', body])].join('\n')
}

export const answerText = ({ answer }: Example): string =>
  [`${answer.status}`, ...fieldsOf(answer.headers), '', jsonOf(answer.json)].join('\n')
