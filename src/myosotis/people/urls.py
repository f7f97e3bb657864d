"""Addresses of coming in and of the account."""

from django.urls import path

from myosotis.people.views import account, beginning, changing, door, returning, second_step, sheets, signing

urlpatterns = [
    path("begin", beginning.begin, name="begin"),
    path("sign-in", door.sign_in, name="sign-in"),
    path("sign-in/passkey", signing.by_passkey, name="sign-in-passkey"),
    path("sign-in/second", second_step.digits, name="sign-in-second"),
    path("sign-in/paper", second_step.paper, name="sign-in-paper"),
    path("sign-out", door.sign_out, name="sign-out"),
    path("forgotten", returning.forgotten, name="forgotten"),
    path("forgotten/sheet", returning.sheet, name="forgotten-sheet"),
    path("forgotten/letter", returning.letter, name="forgotten-letter"),
    path("forgotten/code", returning.code, name="forgotten-code"),
    path("join", door.join, name="join"),
    path("sheets/paper", sheets.paper, name="sheet-paper"),
    path("sheets/<slug:which>", sheets.sheet, name="sheet"),
    path("more", account.more, name="more"),
    path("more/name", changing.name, name="change-name"),
    path("more/family", changing.family, name="name-family"),
    path("more/place", changing.place, name="change-place"),
    path("more/letters", changing.letters, name="letters"),
    path("more/letters/code", changing.letters_code, name="letters-code"),
    path("more/signing-in", signing.signing_in, name="signing-in"),
    path("more/signing-in/known", signing.known, name="signing-in-known"),
    path("more/passkeys/new", signing.passkey_new, name="passkey-new"),
    path("more/passkeys/<uuid:passkey>/end", signing.passkey_end, name="passkey-end"),
    path("more/second-step", second_step.second, name="second-step"),
    path("more/second-step/app", second_step.app, name="second-step-app"),
    path("more/second-step/square", second_step.square, name="second-step-square"),
    path("more/second-step/codes", second_step.codes, name="second-step-codes"),
    path("more/families/<uuid:place>/open", account.open_family, name="open-family"),
    path("more/password", account.password, name="password"),
    path("more/invite", account.invite, name="invite"),
    path("more/invite/<uuid:invitation>/end", account.end_invitation, name="end-invitation"),
    path("more/devices/others/end", account.end_others, name="end-others"),
    path("more/devices/<uuid:device>/end", account.end_device, name="end-device"),
]
