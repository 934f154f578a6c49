import { expect, it } from 'vitest'
import { securityHeaders, staticHeadersFile } from '#model/security-headers.ts'

/** Each rule of the file: its path and the policy it sets. */
const rules = staticHeadersFile()
  .split('\n\n')
  .map((rule) => rule.trim().split('\n'))
  .map(([path = '', ...lines]) => ({
    path,
    taken: lines.some((line) => line.trim() === '! Content-Security-Policy'),
    policy: lines.find((line) => line.trim().startsWith('Content-Security-Policy:'))?.trim() ?? '',
  }))

it('lets WebAssembly be compiled on the scan page and nowhere else', () => {
  const policy = securityHeaders['Content-Security-Policy'] ?? ''
  expect(policy).not.toContain('unsafe')
  expect(rules.filter((rule) => rule.policy !== '')).toEqual([
    { path: '/*', taken: false, policy: `Content-Security-Policy: ${policy}` },
    {
      path: '/verify/scan/',
      taken: true,
      policy: `Content-Security-Policy: ${policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")}`,
    },
  ])
})

it('sends these headers with every answer, and this policy', () => {
  const { 'Content-Security-Policy': policy = '', ...others } = securityHeaders
  expect(others).toEqual({
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(self), geolocation=(), microphone=()',
  })
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ])
})
