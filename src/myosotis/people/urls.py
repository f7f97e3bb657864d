"""Addresses of coming in and of the account."""

from django.urls import path

from myosotis.people.views import account, beginning, door, sheets

urlpatterns = [
    path("begin", beginning.begin, name="begin"),
    path("sign-in", door.sign_in, name="sign-in"),
    path("sign-out", door.sign_out, name="sign-out"),
    path("forgotten", door.forgotten, name="forgotten"),
    path("join", door.join, name="join"),
    path("sheets/paper", sheets.paper, name="sheet-paper"),
    path("sheets/<slug:which>", sheets.sheet, name="sheet"),
    path("more", account.more, name="more"),
    path("more/password", account.password, name="password"),
    path("more/invite", account.invite, name="invite"),
    path("more/devices/others/end", account.end_others, name="end-others"),
    path("more/devices/<uuid:device>/end", account.end_device, name="end-device"),
]
