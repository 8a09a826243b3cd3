import type { SettingsTexts } from '../../texts.ts'

export default {
  credentialsIntro:
    'Quién y qué puede llamar a la API. Una clave habla la API de Lodge y los contratos de otras mesas de ayuda: quien las llama hoy solo cambia el host.',
  addCredential: 'Crear clave',
  noCredentials: 'Aún no hay claves.',
  revoked: 'Revocada',
  kind: 'Tipo',
  standsFor: 'Actúa en nombre de',
  nobody: 'Nadie',
  made: 'Creada',
  revokeNote: 'Todo lo que usa esta clave se rechaza desde ahora. No se puede deshacer.',
  credentialName: 'Qué la usa: «Formulario web», «Facturación».',
  department: 'Departamento',
  noDepartment: 'El predeterminado',
  expires: 'Caduca el',
  expiresHint: 'Vacío: nunca.',
  scopes: 'Qué puede hacer',
  scopesHint: 'Ninguna marcada: todo lo que su tipo permite.',
  abilitiesHint:
    'Ninguna marcada: todo menos administrar la mesa. Si no, abre las rutas que estas abren en Tickiti, y ninguna de las propias de Lodge.',
  secret: 'Secreto',
  secretOnce: 'Copie el secreto ahora: solo se muestra esta vez, y se guarda únicamente un resumen.',
  tryIt: 'Abrir un primer ticket',
  kinds: {
    token: 'Token',
    widget: 'Clave de widget (pública)',
    pair: 'Clave y secreto (Glassix)',
    tickiti: 'Token numerado (Tickiti)',
  },
  kindHints: {
    token: 'Para servidores: la API de Lodge, la de Headoni y la de Halo.',
    widget: 'Para páginas: cualquiera puede leerla, por eso solo crea e identifica.',
    pair: 'Para lo que hoy llama a Glassix. Necesita un departamento y un miembro.',
    tickiti: 'Para lo que hoy llama a Tickiti.',
  },
} satisfies SettingsTexts['channels']
