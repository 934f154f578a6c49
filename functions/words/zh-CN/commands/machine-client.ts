const usage = `用法：npm run machine-client -- <命令> <选项> (--local [--persist-to <目录>] | --remote)
  register --id <标识> (--province <2 位省份代码> | --department <部门标识>) --name <系统名称> --jwks <公钥文件>
  rotate   --id <标识> --jwks <公钥文件>
  revoke   --id <标识>
  list`

interface Client {
  /** the department, or the province's code */
  whose: string
  id: string
  name: string
  kids: readonly string[]
  createdAt: string
  revokedAt: string | null
}

/** What `npm run machine-client` says. */
export const machineClientCommand = {
  usage,
  registered: (id: string, whose: string) => `已登记 ${id}（${whose}）。`,
  rotated: (id: string) => `已更换 ${id} 的公钥，先前的访问令牌已失效。`,
  revoked: (id: string) => `已撤销 ${id}，它的访问令牌已失效。`,
  none: '还没有登记任何系统。',
  client: ({ whose, id, name, kids, createdAt, revokedAt }: Client) =>
    `${whose} ${id} ${name} 公钥 ${kids.join('、')} 登记于 ${createdAt}` +
    (revokedAt === null ? '' : ` 撤销于 ${revokedAt}`),
  notJson: '公钥文件不是 JSON',
  notJwk: '公钥文件不是 JWK',
  failed: '出错了',
} as const
