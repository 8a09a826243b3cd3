import type { SettingsTexts } from '../../texts.ts'

export default {
  credentialsIntro:
    'Quem e o que pode chamar a API. Uma chave fala a API do Lodge e os contratos de outros help desks: quem os chama hoje só muda o endereço.',
  addCredential: 'Criar chave',
  noCredentials: 'Ainda não há chaves.',
  revoked: 'Revogada',
  kind: 'Tipo',
  standsFor: 'Age em nome de',
  nobody: 'Ninguém',
  made: 'Criada',
  revokeNote: 'Tudo o que usa esta chave é recusado a partir de agora. Não pode ser anulado.',
  credentialName: 'O que a usa: «Formulário do site», «Faturação».',
  department: 'Departamento',
  noDepartment: 'O predefinido',
  expires: 'Expira em',
  expiresHint: 'Vazio: nunca.',
  scopes: 'O que pode fazer',
  scopesHint: 'Nenhuma marcada: tudo o que o tipo permite.',
  abilitiesHint:
    'Nenhuma marcada: tudo menos gerir o help desk. Senão, abre os caminhos que estas abrem no Tickiti, e nenhum dos próprios do Lodge.',
  secret: 'Segredo',
  secretOnce: 'Copie o segredo agora: só é mostrado esta vez, e guarda-se apenas um resumo.',
  tryIt: 'Abrir um primeiro ticket',
  kinds: {
    token: 'Token',
    widget: 'Chave de widget (pública)',
    pair: 'Chave e segredo (Glassix)',
    tickiti: 'Token numerado (Tickiti)',
  },
  kindHints: {
    token: 'Para servidores: a API do Lodge, do Headoni e do Halo.',
    widget: 'Para páginas: qualquer pessoa a pode ler, por isso só cria e identifica.',
    pair: 'Para o que hoje chama o Glassix. Precisa de um departamento e de um membro.',
    tickiti: 'Para o que hoje chama o Tickiti.',
  },
} satisfies SettingsTexts['channels']
