/** 省级系统接口: the page for whoever connects a province's own system. */
export const provincialApi = {
  title: '省级系统接口',
  lead: '供使用自建系统的省份上报毕业去向登记信息，并及时取得毕业生的确认与反馈。',
  contents: '本页内容',
  openapi: '机器可读的接口说明（OpenAPI 3.1）',
  request: '请求',
  answer: '回答',
  start: {
    title: '怎样接入',
    steps: (operator: string, support: string) => [
      '在本省系统中生成一对密钥，私钥只留在本省系统。推荐 ES256，也可用 RS256、PS256、EdDSA。',
      `把公钥（JWK，写明 kid）、省份代码和系统名称交给${operator}登记（联系方式：${support}），取得客户端标识。`,
      '每个系统只能读写本省学校的数据。学校须先上传生源信息，上报的毕业生才能对应上。',
      '更换密钥时，可同时登记新旧两把公钥，换好后停用旧的。怀疑私钥泄露时请立即联系停用，停用后下一次请求即被拒绝。',
    ],
  },
  token: {
    title: '取得访问令牌',
    says: [
      '按 OAuth 2.0 client_credentials，以 private_key_jwt（RFC 7523）证明身份：用私钥签发一份断言，换取令牌。没有密码，也没有共享密钥。',
      '断言最长五分钟有效，jti（8–128 个可见字符）只能用一次；aud 只写一个，为下面的地址。双方时钟相差不应超过十秒。',
      '令牌十分钟有效，放在每次请求的 Authorization 中。这个地址出错时按 RFC 6749 回答。',
    ],
    header: '断言的头部与内容',
  },
  push: {
    title: '上报',
    says: [
      '一次最多 1,000 行、2 MB，一次上报要么处理完，要么什么都没有写入。更多的行请分几次上报。',
      '每一行写明这名毕业生的全部登记信息：留空的项表示没有，会清除原来的内容。毕业生按考生号和姓名对应。',
      '由省级系统上报的记录，学校不能修改；同一名毕业生再次上报即为更正，毕业生须重新确认。',
    ],
    columns: '记录的各项',
    column: '名称',
    required: '是否必填',
    yes: '必填',
    either: (other: string) => `与“${other}”至少填一项`,
    no: '可以没有',
    results: '每一行的结果',
    result: [
      ['accepted', '第一次登记，已写入。'],
      ['changed', '与原来不同，已写入新的一版；原确认和核验编号失效，待处理的有误反馈结束。'],
      ['unchanged', '与原来相同，没有改动。'],
      ['refused', '没有写入，reasons 写明哪一项、为什么，最多五条。其他行不受影响。'],
    ],
  },
  repeat: {
    title: '重复上报',
    says: [
      '每次上报带一个自己生成的 Idempotency-Key（8–128 个可见字符）。没有收到回答时，用同一个标识原样重发，得到的是第一次的回答，不会写入两次。',
      '标识保留 24 小时。同一个标识发送不同的内容会被拒绝。',
    ],
  },
  events: {
    title: '事件',
    says: [
      '毕业生的确认、反馈、撤销和每次上报都按顺序编号，只增不改。after 填上一次回答中的 next，从 0 开始即可读完全部；一次最多 1,000 个，少于 limit 个表示暂时没有更多了。',
      '同一个 after 读到的整页永远相同，中断后从最后保存的 next 接着读即可。建议每分钟读一次。',
    ],
    kinds: [
      ['record.reported', '登记信息有了新的一版'],
      ['destination.confirmed', '毕业生确认了这一版'],
      ['dispute.opened', '毕业生反馈这一版有误'],
      ['dispute.withdrawn', '毕业生撤销了反馈'],
      ['confirmation.ended', '毕业生的基本信息有变化，原确认失效，须重新核对和确认'],
      ['record.voided', '登记信息作废，重新登记前没有有效的一版'],
    ],
  },
  digest: {
    title: '每日摘要',
    says: [
      '用来核对有没有漏读：一所学校一天（北京时间）的事件数和 SHA-256。',
      '每个事件一行，依次为 seq、kind、examNumber、recordVersion，以一个空格隔开，以换行（LF）结束；按 seq 从小到大连接，按 UTF-8 计算。与本省保存的不同，就重读这一天。',
    ],
  },
  disputes: {
    title: '有误反馈',
    says: [
      '毕业生反馈本省上报的记录有误的，由本省更正。这里列出尚未结束的反馈，最早提出的在前；还有更多时，把 next 填入 after 继续读。一次最多 200 条。',
      '没有反馈的一类为 null。更正后的记录上报后反馈自动结束；毕业生也可以自行撤销。说明和联系方式是个人信息，每次读取都有记录，请只用于更正。',
    ],
  },
  errors: {
    title: '出错时',
    says: '除取得令牌外，出错时一律按 RFC 9457 回答（application/problem+json）。程序请按 code 判断，title 和 detail 供人阅读；询问问题时请提供 requestId。同样的请求重复发送，得到同样的回答。',
    code: 'code',
    status: '状态',
    meaning: '含义与处理',
    codes: [
      'token.missing',
      'token.invalid',
      'request.malformed',
      'request.wrong_type',
      'request.too_large',
      'idempotency.key_missing',
      'idempotency.key_reused',
      'provincial_report.malformed',
      'sync.too_many_rows',
      'sync.other_province',
      'sync.school_not_found',
      'state.changed',
      'server.failed',
    ],
  },
  limits: {
    title: '限度',
    list: [
      ['一次上报', '1,000 行，2 MB'],
      ['事件一页', '1,000 个'],
      ['有误反馈一页', '200 条'],
      ['令牌', '10 分钟'],
      ['断言', '5 分钟，只能用一次'],
      ['Idempotency-Key', '保留 24 小时'],
    ],
  },
} as const
