/** The grammar in which `violations.ts` and `limit-elements.ts` write down what Slack's objects look like. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Tell = (message: string) => void
/** Tells what is wrong with a value that is there. */
export type Check = ((value: Json, path: string, tell: Tell) => void) & { readonly mayMiss?: true }

/** An object's fields; fields that are not listed are refused. `also` checks what spans several. */
export interface Shape {
  readonly fields: Readonly<Record<string, Check>>
  readonly also?: (value: { [key: string]: Json }, path: string, tell: Tell) => void
}

export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The field may be left out. */
export function optional(check: Check): Check {
  return Object.assign((value: Json, path: string, tell: Tell) => check(value, path, tell), {
    mayMiss: true as const,
  })
}

export function string(max: number, min = 1): Check {
  return (value, path, tell) => {
    if (typeof value !== 'string') return tell(`${path}: not a string`)
    if (value.length > max) tell(`${path}: ${value.length} of at most ${max} characters`)
    if (value.length < min) tell(`${path}: fewer than ${min} characters`)
    if (!value.isWellFormed()) tell(`${path}: half a character`)
  }
}

export function number(min: number, max: number): Check {
  return (value, path, tell) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return tell(`${path}: not a whole number`)
    if (value < min || value > max) tell(`${path}: ${value} is not between ${min} and ${max}`)
  }
}

export function oneOf(...allowed: string[]): Check {
  return (value, path, tell) => {
    if (typeof value !== 'string' || !allowed.includes(value))
      tell(`${path}: not one of ${allowed.join(', ')}`)
  }
}

export function list(min: number, max: number, item: Check): Check {
  return (value, path, tell) => {
    if (!Array.isArray(value)) return tell(`${path}: not a list`)
    if (value.length > max) tell(`${path}: ${value.length} of at most ${max}`)
    if (value.length < min) tell(`${path}: fewer than ${min}`)
    value.forEach((entry, index) => {
      item(entry, `${path}[${index}]`, tell)
    })
  }
}

/** A text object; both types unless one is named. */
export function text(max: number, only?: 'plain_text' | 'mrkdwn'): Check {
  return (value, path, tell) => {
    if (!isObject(value)) return tell(`${path}: not a text object`)
    const type = value.type
    if (type !== 'plain_text' && type !== 'mrkdwn') return tell(`${path}: not a text object`)
    if (only !== undefined && type !== only) tell(`${path}: must be ${only}`)
    string(max)(value.text ?? null, `${path}.text`, tell)
    const extra: string = type === 'plain_text' ? 'emoji' : 'verbatim'
    for (const key of Object.keys(value)) {
      if (!['type', 'text', extra].includes(key)) tell(`${path}.${key}: unknown`)
    }
  }
}

/** Checks each field that is there, and tells missing and unknown ones. */
export function report(
  value: { [key: string]: Json },
  fields: Readonly<Record<string, Check>>,
  path: string,
  tell: Tell,
): void {
  for (const [key, check] of Object.entries(fields)) {
    const field = value[key]
    if (field !== undefined) check(field, `${path}.${key}`, tell)
    else if (check.mayMiss !== true) tell(`${path}.${key}: missing`)
  }
  for (const key of Object.keys(value)) if (!(key in fields)) tell(`${path}.${key}: unknown`)
}

/** An object that one of the shapes describes, by its `type`. Lazy, because shapes contain one another. */
export function shape(shapes: () => Readonly<Record<string, Shape>>): Check {
  return (value, path, tell) => {
    if (!isObject(value)) return tell(`${path}: not an object`)
    const type = String(value.type)
    const found = shapes()[type]
    if (found === undefined) return tell(`${path}: unknown type ${type}`)
    report(value, { type: () => undefined, ...found.fields }, path, tell)
    found.also?.(value, path, tell)
  }
}
