import type { Registration } from '../../../db/registrations.ts'
import { contentOf, noContent } from '#model/record/registration-content.ts'
import type { Work } from '../../platform/work.ts'
import { openText, sealText } from '../../proof/kept-text.ts'
import type { ContentView } from './wire.ts'

/** What a registration asks for, as it is kept: sealed whole, a contact of the receiving unit is in it. */
export const sealContent = (work: Work, id: string, content: Partial<ContentView>) =>
  sealText(work, 'registrations.content', id, JSON.stringify(content))

export async function openContent(
  work: Work,
  { id, content }: Pick<Registration, 'id' | 'content'>,
): Promise<ContentView> {
  const text = await openText(work, 'registrations.content', id, content)
  return contentOf({ ...noContent, ...(JSON.parse(text) as Partial<ContentView>) })
}
