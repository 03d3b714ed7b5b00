import type { Media } from '../../domain/request/content.ts'
import type { Field, FieldValue, Form, FormValues } from '../form.ts'

/** The form with what was entered before; options that are not offered any more are left out. `media` is stored. */
export function fillForm(form: Form, values: FormValues, media: readonly Media[]): Form {
  return {
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      fields: section.fields.map((field) => fill(field, values[field.id], media)),
    })),
  }
}

function fill(field: Field, value: FieldValue | undefined, media: readonly Media[]): Field {
  switch (field.type) {
    case 'text':
    case 'url':
      return value?.type === 'text' ? { ...field, value: value.text } : field
    case 'choice': {
      const id = value?.type === 'choice' ? value.id : null
      return field.options.some((option) => option.id === id) ? { ...field, value: id } : field
    }
    case 'choices': {
      if (value?.type !== 'choices') return field
      return { ...field, value: value.ids.filter((id) => field.options.some((option) => option.id === id)) }
    }
    case 'instant':
      return value?.type === 'instant' ? { ...field, value: value.at } : field
    case 'files':
      return { ...field, value: media.map(({ sha256, name }) => ({ sha256, name })) }
    default:
      return field satisfies never
  }
}

/** Whether nothing at all was entered. */
export const isBlank = (values: FormValues): boolean => Object.values(values).every(isEmpty)

/** Whether one field was left as good as empty. */
export function isEmpty(value: FieldValue): boolean {
  switch (value.type) {
    case 'text':
      return value.text.trim() === ''
    case 'choice':
      return value.id === null
    case 'choices':
      return value.ids.length === 0
    case 'instant':
      return value.at === null
    case 'files':
      return value.added.length + value.kept.length === 0
    default:
      return value satisfies never
  }
}
