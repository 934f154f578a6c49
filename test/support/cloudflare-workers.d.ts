declare module 'cloudflare:workers' {
  /** the worker's own entry points, for tests that send it requests */
  export const exports: unknown
}
