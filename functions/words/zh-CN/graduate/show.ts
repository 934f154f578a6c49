/** 出示给窗口: code and QR over the whole screen. */
export const show = {
  title: '出示给窗口',
  lead: '请窗口工作人员扫描二维码，或按姓名和编号查询。',
  name: '姓名',
  code: '核验编号',
  until: '有效期至',
  qr: (card: string) => `${card}报告的二维码`,
  bright: '请把屏幕调到最亮。本页打开时屏幕不会自动熄灭。',
  brightOnly: '请把屏幕调到最亮，并点亮屏幕。',
  kinds: '出示哪一项',
  report: '查看下载报告',
  back: '返回功能模块',
} as const
