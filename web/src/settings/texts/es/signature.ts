import type { SettingsTexts } from '../../texts.ts'

export default {
  title: 'Firma',
  variable: 'Insertar una variable',
  own: 'Debajo de sus respuestas cuando van por correo. Vacío: la del departamento.',
  department: 'Debajo de las respuestas de quien no tiene la suya. Vacío: la de la mesa.',
  desk: 'Debajo de las respuestas de miembros y departamentos sin firma propia.',
} satisfies SettingsTexts['signature']
