/** Problems of registering systems with machine credentials; what a report can meet is in upload.ts. */
export const syncProblems = {
  'machine_client.not_found': {
    title: '没有这个系统客户端',
    detail: '没有任何内容被改动。它可能没有登记，或已经撤销。请核对客户端标识。',
  },
} as const
