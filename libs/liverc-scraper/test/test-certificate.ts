/*
 * A key and a certificate for `*.liverc.test`, a name that exists nowhere: for servers of tests that
 * speak TLS. Made for this file, worth nothing elsewhere.
 */

export const TEST_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQglaszsxeTgxE6TQKW
CLb0W2v7G4R1YjBTOHGzgSAppzmhRANCAAS/JeE6WlLdVkJh7z00sBqDzStsQCwn
gwvxPgjPxsnoauYMPqKys4aypVDtTcZGcHYNM2gE/p4wP5NbFW6QCdb/
-----END PRIVATE KEY-----`;

export const TEST_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBZzCCAQygAwIBAgIBATAKBggqhkjOPQQDAjAWMRQwEgYDVQQDDAtsaXZlcmMu
dGVzdDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFjEUMBIGA1UE
AwwLbGl2ZXJjLnRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS/JeE6WlLd
VkJh7z00sBqDzStsQCwngwvxPgjPxsnoauYMPqKys4aypVDtTcZGcHYNM2gE/p4w
P5NbFW6QCdb/o0kwRzAYBgNVHREEETAPgg0qLmxpdmVyYy50ZXN0MAwGA1UdEwQF
MAMBAf8wHQYDVR0OBBYEFAjm19CQVMnkcL0++cXRwJerUIY9MAoGCCqGSM49BAMC
A0kAMEYCIQD6UMnUS+8SrCFRv72cHyH/uZnvnLVt5mtJQ52jm9p+HwIhAN9Nu8UG
BT6OHnVxWrI0oUXohiKmD6PZDS2NxgI5Xnad
-----END CERTIFICATE-----`;
