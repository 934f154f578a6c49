import { html } from 'hono/html'
import { contactParts } from '#model/contact-text.ts'
import type { Html } from './fill-page.ts'

/** A sentence whose phone numbers can be called and whose addresses can be written to. */
export const contactText = (of: string): Html =>
  html`${contactParts(of).map(({ text, href }) => (href === undefined ? text : html`<a href="${href}">${text}</a>`))}`
