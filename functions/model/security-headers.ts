/** Headers of every answer, static files and worker alike: the one source. */

/** @param extra one more source of styles and of scripts, beside our own files */
export const contentSecurityPolicy = (extra: { style?: string; script?: string } = {}): string =>
  [
    "default-src 'none'",
    `script-src 'self'${extra.script === undefined ? '' : ` '${extra.script}'`}`,
    `style-src 'self'${extra.style === undefined ? '' : ` '${extra.style}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

export const securityHeaders: Record<string, string> = {
  'Content-Security-Policy': contentSecurityPolicy(),
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), geolocation=(), microphone=()',
}

/** The pages whose policy differs from the site's: the QR reader is WebAssembly, which has to be compiled. */
const ownPolicies: Record<string, string> = {
  '/verify/scan/': contentSecurityPolicy({ script: 'wasm-unsafe-eval' }),
}

/** The text of the static site's `_headers` file. */
export const staticHeadersFile = (): string =>
  [
    '/*',
    ...Object.entries(securityHeaders).map(([name, value]) => `  ${name}: ${value}`),
    '  Cache-Control: public, max-age=0, must-revalidate',
    '',
    '/_astro/*',
    '  ! Cache-Control',
    '  Cache-Control: public, max-age=31536000, immutable',
    '',
    '/sw.js',
    '  ! Cache-Control',
    '  Cache-Control: no-cache',
    '',
    ...Object.entries(ownPolicies).flatMap(([path, policy]) => [
      path,
      '  ! Content-Security-Policy',
      `  Content-Security-Policy: ${policy}`,
      '',
    ]),
  ].join('\n')
