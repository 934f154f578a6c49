/** How 核验记录 is kept from being changed unseen, and the hash rule for whoever wants to recompute it. */
export const lookupLedger = {
  title: '核验记录如何防止改动',
  lead: '每一次查询都会写入核验记录，随后依次封存：每一条的校验值由前一条的校验值和本条内容算出。改动、删除或调换其中任何一条，之后的校验值都对不上。',
  means: {
    title: '封存能说明什么',
    says: [
      '新的查询先写入，再由系统每十分钟左右封存一次；每次检查、导出和核对回执之前也会先封存。只有已封存的记录能够发现改动。',
      '如果有人连同校验值一起重算，或从末尾删去几条，仅凭网站上的记录看不出来。所以请在导出后保存文件，或抄下最新校验值：以后在“核验记录”页面输入它，就能知道当时的记录是否都还在原处。',
      '同一来源在十分钟内用同一份报告的二维码多次查询、结果相同的，只记一条；之后重复了几次写在旁边（文件中为 repeats），不在封存的内容内。',
      '校验值不含姓名、身份证号等信息，从校验值不能反推内容。',
    ],
  },
  check: {
    title: '检查导出的文件',
    says: '选择从“核验记录”导出的 JSON 文件，由浏览器在本机重新计算，文件不会上传。',
    choose: '选择文件，或把文件拖到这里',
    noScript: '在本机检查文件需要浏览器允许运行脚本。您也可以按下面的规则自行计算。',
  },
  rule: {
    title: '计算规则（quxiang-lookups-1）',
    steps: [
      '校验值是 SHA-256，写作 64 位小写十六进制数字；文字一律按 UTF-8 编码。',
      '起点：对“quxiang-lookups-1”、一个换行符（U+000A）和文件中的 entry 连成的文字计算 SHA-256。entry 是系统内部编号，不含个人信息。',
      '每一条：把前一条的校验值（64 位数字的文字；第一条用起点）和本条内容的 JSON 数组文字首尾相连，计算 SHA-256，就是本条的校验值。',
      '链中有两种记录：查询，以及核验编号的变化（生效、改期、停止等），依次编在同一个序号下。两种各有一张表，项数不同。',
      'JSON 数组文字按下表的顺序列出全部各项（查询 16 项，编号的变化 8 项），项与项之间只有一个英文逗号，没有空格；汉字等字符直接写出，不转义，与 JavaScript 的 JSON.stringify 相同。空值写作 null。',
      '最后一条的校验值就是文件中的 head；文件中的 count 是条数。',
    ],
    order: '项目',
    meaning: '含义',
  },
  fields: [
    ['chainSeq', '序号，从 1 开始连续编号'],
    ['receipt', '回执编号；标记“不是我授权的”那一条为“disowned:”加被标记的回执编号'],
    ['disowns', '标记“不是我授权的”时，被标记的回执编号；查询为 null。这样的一条重复被标记查询的其他各项'],
    ['at', '时间，1970-01-01 00:00 UTC 起的毫秒数，下同'],
    ['kind', 'archive：档案信息；hukou：户口信息'],
    ['codeKind', 'verification：核验编号或二维码；transfer：转递编号'],
    ['via', 'page：网页输入；api：系统接口；token：扫描二维码；desk：部门登录；bulk：部门批量'],
    ['answered', 'true：通过，按编号当时的状态回答；false：姓名或种类不符，只回答“未查到”'],
    ['validUntil', '当时的有效期止（不含这一刻）'],
    ['endedAt', '编号停止的时间；标记那一条为编号因此冻结的时间；没有则为 null'],
    ['supersededAt', '编号因信息变化失效的时间；没有则为 null'],
    ['departmentId', '登录查询的部门的系统编号；未登录为 null'],
    ['department', '该部门当时的名称；未登录为 null'],
    ['origin', '未登录查询的大致来源，最细到省；不知道或已登录为空文字'],
    ['reportId', '核验报告的系统编号；转递编号查询为空文字'],
    ['recordId', '转递编号查询时登记信息版本的系统编号；否则为 null'],
  ],
  /** of a row that says what became of a code */
  codeTitle: '核验编号的变化',
  codeFields: [
    ['chainSeq', '序号，与查询连续编号'],
    [
      'event',
      'issued：生效；changed：修改有效期；ended：停止核验；resumed：撤回停止；frozen：冻结；superseded：失效；withheld：查询时数据未通过完整性检查；sealed：开始记录以前的编号',
    ],
    ['at', '时间'],
    ['kind', 'archive：档案信息；hukou：户口信息'],
    ['reportId', '核验报告的系统编号'],
    ['version', '编号的版本，修改有效期或撤回停止时加一'],
    ['validUntil', '此后的有效期止（不含这一刻）'],
    ['cause', '停止、失效的原因；冻结为被标记的回执编号，withheld 为那次查询的回执编号；其余为 null'],
  ],
  result: {
    title: '核验结果怎样得出',
    says: 'answered 为 false 是“未查到”。为 true 时，有一条 withheld 记着同一回执的是“暂不能核验”；否则 endedAt 不晚于 at 是“已停止”，否则 supersededAt 不晚于 at 是“已失效”，否则 validUntil 不晚于 at 是“已过期”，其余是“核验有效”。',
  },
  worked: {
    title: '算例',
    says: '下面三条是虚构的。第三条标记第一条“不是我授权的”。',
    entry: 'entry',
    start: '起点',
    row: (n: number) => `第 ${n} 条内容`,
    hash: (n: number) => `第 ${n} 条校验值`,
    command: '用命令行计算第一条：',
    commands: (start: string, text: string) => `printf '%s' '${start}${text}' | sha256sum`,
  },
  example: {
    entry: 'Zm9yLWV4YW1wbGUtb25seQ',
    start: '3023350ff480dd95440bb8af6ad90e2f9058cafb5204eeaade12c82d1a1ebfca',
    rows: [
      {
        text: '[1,"7KQ2-M9FX-R4TA",null,1795137330000,"archive","verification","page",true,1798732800000,null,null,null,null,"北京市","cmVwb3J0LWV4YW1wbGUtMQ",null]',
        hash: 'f60dc98dd3b8d0aba50c56b76de83823e4792216104bda18952061af39f8ac2c',
      },
      {
        text: '[2,"PD83-HWE5-2VYC",null,1795140930000,"archive","verification","desk",true,1798732800000,null,null,"ZGVwYXJ0bWVudC1leC0xMQ","某区人力资源公共服务中心","","cmVwb3J0LWV4YW1wbGUtMQ",null]',
        hash: 'e0179f4c1d3d70f69205b39184485f5f89aabba1cf06f9d21532ab603f63e464',
      },
      {
        text: '[3,"disowned:7KQ2-M9FX-R4TA","7KQ2-M9FX-R4TA",1795144530000,"archive","verification","page",true,1798732800000,1795144530000,null,null,null,"北京市","cmVwb3J0LWV4YW1wbGUtMQ",null]',
        hash: 'bbf4a1e7f0573f25f0c64321833e47f946b47f7030ab9049133e8b8395fbe6a5',
      },
    ],
  },
  back: '查看我的核验记录',
} as const
