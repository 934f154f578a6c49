/** Keeps what answers set, as one browser would; a cookie with no life left is dropped. */
export class Jar {
  readonly cookies = new Map<string, string>()

  take(answer: Response) {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';')
      const name = pair.slice(0, pair.indexOf('='))
      const value = pair.slice(name.length + 1)
      const over = attributes.some((each) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(each))
      if (over || value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
  }

  get header() {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }
}
