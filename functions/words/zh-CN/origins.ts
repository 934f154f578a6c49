/** Where nobody can be said to ask from. */
export const origins = { tor: '匿名网络' } as const
