from django.urls import path

from candidates.documents import application_views, views

urlpatterns = [
    path("candidates/add/", application_views.add_application, name="application-add"),
    path("applications/<pid:application_id>/documents/add/", views.add, name="document-add"),
    path("documents/<pid:document_id>/", views.document, name="document"),
    path("documents/<pid:document_id>/pages/<int:number>/", views.page_image, name="document-page"),
    path("documents/<pid:document_id>/file/", views.original, name="document-file"),
    path("documents/<pid:document_id>/remove/", views.remove, name="document-remove"),
]
