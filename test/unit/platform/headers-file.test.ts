import { expect, it } from 'vitest'
import { staticHeadersFile } from '#model/security-headers.ts'

/** What the static site's server reads: the whole text, as it must be. */
it('writes every header of every static answer out, and the pages that differ', () => {
  expect(staticHeadersFile().trim().split('\n')).toEqual([
    '/*',
    "  Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
    '  Strict-Transport-Security: max-age=31536000; includeSubDomains',
    '  X-Content-Type-Options: nosniff',
    '  Referrer-Policy: same-origin',
    '  Cross-Origin-Opener-Policy: same-origin',
    '  Permissions-Policy: camera=(self), geolocation=(), microphone=()',
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
    '/verify/scan/',
    '  ! Content-Security-Policy',
    "  Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
  ])
})
