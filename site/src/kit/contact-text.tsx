import { contactParts } from '#model/contact-text.ts'

/** A sentence whose phone numbers can be called and whose addresses can be written to. */
export const ContactText = ({ of }: { of: string }) => (
  <>{contactParts(of).map(({ text, href }) => (href === undefined ? text : <a href={href}>{text}</a>))}</>
)
