import { isJson, type Json } from './json.ts'
import { limits, type Violation } from './limits.ts'

/** Collects everything that is wrong, instead of stopping at the first. */
export interface Check {
  readonly violations: Violation[]
  /** Values that may occur once only: block ids in a surface, action ids in a block. */
  unique(kind: string, value: string, pointer: string): void
  fail(pointer: string, message: string): void
}

export function newCheck(): Check {
  const violations: Violation[] = []
  const seen = new Set<string>()
  const fail = (pointer: string, message: string) => {
    violations.push({ pointer, message })
  }
  return {
    violations,
    fail,
    unique(kind, value, pointer) {
      const key = `${kind} ${value}`
      if (seen.has(key)) fail(pointer, `${kind.split(' ')[0]} already exists: ${value}`)
      seen.add(key)
    },
  }
}

/** A string with a length limit. Absent is fine unless `required`. Lengths count characters, not bytes. */
export function checkString(
  check: Check,
  pointer: string,
  value: unknown,
  rule: { max: number; min?: number; required?: boolean },
): void {
  if (value === undefined || value === null) {
    if (rule.required) check.fail(pointer, 'missing required field')
    return
  }
  if (typeof value !== 'string') {
    check.fail(pointer, 'must be a string')
    return
  }
  const length = [...value].length
  if (length > rule.max) check.fail(pointer, `must be less than ${rule.max + 1} characters`)
  if (length < (rule.min ?? 0)) check.fail(pointer, `must be more than ${(rule.min ?? 0) - 1} characters`)
}

/** A text object. */
export function checkText(
  check: Check,
  pointer: string,
  value: unknown,
  rule: { max: number; plainOnly?: boolean; required?: boolean },
): void {
  if (value === undefined || value === null) {
    if (rule.required) check.fail(pointer, 'missing required field: text')
    return
  }
  if (!isJson(value)) {
    check.fail(pointer, 'must be a text object')
    return
  }
  const types = rule.plainOnly ? ['plain_text'] : ['plain_text', 'mrkdwn']
  if (typeof value.type !== 'string' || !types.includes(value.type)) {
    check.fail(`${pointer}/type`, `must be one of: ${types.join(', ')}`)
    return
  }
  checkString(check, `${pointer}/text`, value.text, { max: rule.max, min: 1, required: true })
  if (value.type === 'mrkdwn' && value.emoji !== undefined)
    check.fail(`${pointer}/emoji`, 'emoji is only allowed in plain_text')
}

/** An array with a size limit; gives its objects. */
export function checkList(
  check: Check,
  pointer: string,
  value: unknown,
  rule: { max: number; min?: number },
): readonly Json[] {
  if (!Array.isArray(value)) {
    check.fail(pointer, 'must be an array')
    return []
  }
  if (value.length > rule.max) check.fail(pointer, `no more than ${rule.max} items allowed`)
  if (value.length < (rule.min ?? 1)) check.fail(pointer, `no fewer than ${rule.min ?? 1} items allowed`)
  return value.flatMap((item, index) => {
    if (isJson(item)) return [item]
    check.fail(`${pointer}/${index}`, 'must be an object')
    return []
  })
}

export function checkConfirm(check: Check, pointer: string, value: unknown): void {
  if (value === undefined) return
  if (!isJson(value)) {
    check.fail(pointer, 'must be a confirm object')
    return
  }
  checkText(check, `${pointer}/title`, value.title, {
    max: limits.confirmTitle,
    plainOnly: true,
    required: true,
  })
  checkText(check, `${pointer}/text`, value.text, { max: limits.confirmText, required: true })
  for (const key of ['confirm', 'deny'] as const)
    checkText(check, `${pointer}/${key}`, value[key], {
      max: limits.confirmButton,
      plainOnly: true,
      required: true,
    })
  checkStyle(check, `${pointer}/style`, value.style)
}

export function checkStyle(check: Check, pointer: string, value: unknown): void {
  if (value !== undefined && value !== 'primary' && value !== 'danger')
    check.fail(pointer, 'must be one of: primary, danger')
}
