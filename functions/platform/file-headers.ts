/** What a saved file is called: plainly, and as a person reads it where that differs (RFC 6266). */
export interface FileName {
  plain: string
  shown?: string
}

export const attachment = ({ plain, shown }: FileName) => ({
  'Content-Disposition':
    `attachment; filename="${plain}"` +
    (shown === undefined ? '' : `; filename*=UTF-8''${encodeURIComponent(shown)}`),
})

export const csvHeaders = (name: FileName) => ({
  'Content-Type': 'text/csv; charset=utf-8',
  ...attachment(name),
})
