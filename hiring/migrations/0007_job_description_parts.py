from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('hiring', '0006_engagement_plan'),
    ]

    operations = [
        migrations.AddField(
            model_name='jobdescription',
            name='parts',
            field=models.JSONField(null=True),
        ),
    ]
