from django.urls import path

from hiring.core.mail import views

urlpatterns = [
    path("account/mail/", views.choose, name="mail-choice"),
    path("mails/", views.list_mails, name="mail-list"),
    path("mails/<pid:pid>/send-again/", views.send_once_more, name="mail-send-again"),
    path("mail/", views.list_kept_mails, name="kept-mail-list"),
    path("mail/<slug:name>/", views.show_kept, name="kept-mail"),
    path("mail/<slug:name>/html/", views.show_kept_html, name="kept-mail-html"),
]
