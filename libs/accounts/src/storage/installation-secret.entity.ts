import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Random text of this installation that all its processes share. */
@Entity('installation_secrets')
export class InstallationSecretEntity {
  @PrimaryColumn('text')
  purpose: string;

  @Column('text')
  secret: string;
}
