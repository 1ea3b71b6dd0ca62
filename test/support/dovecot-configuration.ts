export interface ServerUsers {
  /** Whom the maildrops belong to. */
  readonly mail: { readonly name: string; readonly uid: number; readonly gid: number };
  /** As an ordinary user the whole server runs as that user; undefined: root, with the distribution's users. */
  readonly internal: { readonly user: string; readonly group: string } | undefined;
}

/** A configuration for Dovecot 2.3: POP3, STLS and POP3S on 127.0.0.1, any user, password `secret`. */
export function dovecotConfiguration(
  folder: string,
  ports: { readonly pop3: number; readonly pop3s: number },
  { mail, internal }: ServerUsers,
): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = /dev/stderr
protocols = pop3
listen = 127.0.0.1
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login cram-md5 apop scram-sha-1 scram-sha-256
mail_location = maildir:${folder}/mail/%u
mail_uid = ${mail.uid}
mail_gid = ${mail.gid}
first_valid_uid = 1
first_valid_gid = 1
mail_fsync = never
default_vsz_limit = 0
mail_max_userip_connections = 100
${internal === undefined ? '' : rootless(internal)}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${mail.uid} gid=${mail.gid} home=${folder}/mail/%u
}
auth_failure_delay = 0
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service pop3-login {
  ${internal === undefined ? '' : 'chroot ='}
  inet_listener pop3 {
    port = ${ports.pop3}
  }
  inet_listener pop3s {
    port = ${ports.pop3s}
    ssl = yes
  }
}
`;
}

/** https://doc.dovecot.org/2.3/configuration_manual/howto/rootless/ */
function rootless({ user, group }: { readonly user: string; readonly group: string }): string {
  return `
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
service anvil {
  chroot =
}
`;
}
