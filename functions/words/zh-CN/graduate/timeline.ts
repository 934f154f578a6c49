/** 档案到哪了 */
export const timeline = {
  title: '档案到哪了',
  registered: (day: string) => `${day} 去向登记信息生效`,
  sent: (day: string) => `${day} 学校已寄出`,
  unsent: '学校尚未寄出',
  received: (day: string) => `${day} 接收单位已收到`,
  returned: (day: string) => `${day} 接收单位已退回`,
  waiting: '等待接收单位登记收到',
  by: (method: string, number: string) => (number === '' ? method : `${method} ${number}`),
  reason: (reason: string) => `原因：${reason}`,
  more: '查看档案寄送情况',
} as const
