"""The search for a candidate or a role. What is looked for is posted, and an address holds its key only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessments.pipeline.lists import search_applications
from assessments.pipeline.words import keep_words, words_of
from hiring.roles.models import Role

TEMPLATE = "assessments/pipeline/search.html"
MOST_ROLES = 10


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Find candidates by the beginnings of the words of their name, and roles by title."""
    if request.method == "POST":
        key = keep_words(request.session, request.POST.get("text", ""))
        return redirect(reverse("search") + (f"?find={key}" if key else ""))
    key = request.GET.get("find", "")
    text = words_of(request.session, key)
    found = search_applications(text, reader=request.user, after=request.GET.get("after", ""))
    context = {"find": key, "search_text": text, "page_of": found}
    if request.htmx and "after" in request.GET:
        return render(request, f"{TEMPLATE}#rows", context)
    roles = Role.objects.visible_to(request.user).select_related("team")
    context["roles"] = roles.filter(title__icontains=text).order_by("-id")[:MOST_ROLES] if len(text) > 1 else []
    return render(request, TEMPLATE, context)
