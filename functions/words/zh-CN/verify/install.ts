/** What the verifying pages are called where somebody installs them. */
export const install = {
  name: '去向登记信息扫码核验',
  shortName: '扫码核验',
  description: '扫描去向登记信息核验报告上的二维码；没有网络时也能判断是否由本网站签发。',
} as const
