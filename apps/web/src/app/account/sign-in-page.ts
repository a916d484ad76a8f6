import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { ActivatedRoute } from '@angular/router';
import type { SignInMethods } from '@trackside/contracts';
import { StateMessage } from '../page-parts/state-message';
import { AccountApi } from './account-api';
import { Attempt } from './attempt';
import { forgetOnDevice } from './leaving';
import { ownAddress, takeOverAddress } from './own-address';
import { Welcome } from './welcome';

/** Where everybody comes first on an installation that wants to know who asks. */
@Component({
  selector: 'ts-sign-in-page',
  imports: [MatButton, MatFormField, MatInput, MatLabel, StateMessage],
  templateUrl: './sign-in-page.html',
  styleUrl: './entrance.scss',
})
export default class SignInPage {
  readonly #api = inject(AccountApi);
  readonly #query = inject(ActivatedRoute).snapshot.queryParamMap;
  readonly #welcome = inject(Welcome);
  readonly #to = ownAddress(this.#query.get('to'));
  protected readonly methods = signal<SignInMethods | null>(null);
  protected readonly loading = new Attempt();
  protected readonly attempt = new Attempt();
  /** What the provider, or the way back from it, had to say. */
  protected readonly refused = this.#query.has('error');

  constructor() {
    void this.loading.run(async () => this.methods.set(await this.#api.methods()));
  }

  protected async signIn(email: string, password: string): Promise<void> {
    if (await this.attempt.run(async () => void (await this.#api.signIn(email, password)))) {
      // What the device keeps may be of somebody else, whose session ended by itself.
      await forgetOnDevice();
      // Everything is asked for anew, as somebody else.
      location.assign(await this.#welcome.addressAfter(this.#to));
    }
  }

  protected async goToProvider(): Promise<void> {
    await this.attempt.run(async () => {
      await forgetOnDevice();
      location.assign(await this.#api.beginOpenIdConnect(takeOverAddress(this.#to)));
    });
  }
}
