/**
 * The two roles of our own cluster. `care_owner` logs in and owns database `care`: it migrates. `care_app` can't log in: the
 * server's pool takes it on (`-c role=care_app`) and so owns nothing and stays under row-level security. Neither is a superuser.
 */
import pg from 'pg';

/** Safe to run again after a start that was cut short. */
export async function prepareRoles(superuserUrl: string, ownerPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const limits = 'NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
    const has = async (query: string) => (await client.query(query)).rowCount !== 0;
    if (!(await has(`SELECT FROM pg_roles WHERE rolname = 'care_owner'`)))
      await client.query(
        `CREATE ROLE care_owner LOGIN ${limits} PASSWORD ${client.escapeLiteral(ownerPassword)}`,
      );
    if (!(await has(`SELECT FROM pg_roles WHERE rolname = 'care_app'`)))
      await client.query(`CREATE ROLE care_app NOLOGIN ${limits}`);
    await client.query('GRANT care_app TO care_owner WITH INHERIT FALSE, SET TRUE');
    if (!(await has(`SELECT FROM pg_database WHERE datname = 'care'`)))
      await client.query('CREATE DATABASE care OWNER care_owner');
    await client.query('REVOKE ALL ON DATABASE care FROM PUBLIC');
  } finally {
    await client.end();
  }
}
