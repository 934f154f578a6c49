// with =, because a kid may begin with a hyphen
const usage = `用法：npm run signing-keys -- <命令> --file <密钥文件> [--kid=<kid>]
  create               新建密钥文件，含一把密钥
  list                 列出密钥：第一把签名，全部用于核验
  publish              添加一把新密钥：先公布，暂不签名
  promote --kid=<kid>  改由这把密钥签名，其余仍用于核验
  remove  --kid=<kid>  移除这把密钥（密钥泄露时用），由它签名的二维码不再通过核验`

/** What `npm run signing-keys` says. */
export const signingKeysCommand = {
  usage,
  signs: '签名、核验',
  verifies: '核验',
  putIt: (file: string) => `接着发布：wrangler secret put SIGNING_KEYS < ${file}`,
  created: (file: string) => `已新建 ${file}。`,
  published: '已添加新密钥，暂不签名。',
  wait: (hours: number) =>
    `请在发布 ${hours} 小时之后再用 promote 改由新密钥签名：在此之前，离线核验方手里的公钥集可能还没有它。`,
  promoted: (kid: string) => `已改由 ${kid} 签名，先前的二维码仍可核验。`,
  removed: (kid: string) => `已移除以 ${kid} 开头的密钥。`,
  removedMeans:
    '发布之后，由它签名的二维码一律答“未查到”；核验编号不受影响，毕业生重新打开报告即得到由新密钥签名的二维码。',
  tellOffline: (hours: number) => `离线核验方手里的公钥集最多 ${hours} 小时后才没有它，请另行通知。`,
  unknown: (file: string, kid: string) =>
    `${file} 里没有以 ${kid} 开头的密钥（kid 至少写前 8 位），文件未改动`,
  last: '这是最后一把密钥，移除后将无法签名，文件未改动。请先 publish 一把新密钥',
  missing: (file: string) => `没有 ${file} 这个文件；新建请用 create`,
  /** @param error of the system, ENOSPC and the like */
  unreadable: (file: string, error: string | undefined) => `读不了 ${file}（${error}）`,
  notKeys: (file: string) => `${file} 不是签名密钥文件（ES256 私钥 JWK 的 JSON 数组），文件未改动`,
  exists: (file: string) => `${file} 已经存在，未改动`,
  unwritable: (file: string, error: string | undefined) => `写不了 ${file}（${error}）`,
  notReplaced: (file: string, error: string | undefined) => `写不了 ${file}（${error}），文件未改动`,
  failed: '出错了',
} as const
