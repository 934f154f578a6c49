/** The sandbox's page of what would have been sent. */
export const outbox = {
  title: '沙箱发件箱',
  lead: '真实部署时，这些提醒由短信和邮件通道发出；沙箱不对外发送，只在这里列出最近一百条。',
} as const
