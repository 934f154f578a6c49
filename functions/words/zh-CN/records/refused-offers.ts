/** Why a registration cannot be made here or now, naming where it can. */
export const refusedOffers = {
  elsewhere: ({ name, url }: { name: string; url: string }) =>
    `没有任何内容被改动。请在“${name}”${url === '' ? '' : `（${url}）`}登记或更改，结果会同步到这里。`,
  tooLate: ({ desk, contact }: { desk: string; contact: string }) =>
    `现在的登记信息仍然有效。如需更改，请联系${desk}${contact === '' ? '' : `（${contact}）`}办理。`,
} as const
